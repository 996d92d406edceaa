// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** Encodes a field of wire type varint: an int32, int64, bool or enum. */
export function varintField(no: number, value: bigint | number): Uint8Array {
  return new BinaryWriter().tag(no, WireType.Varint).int64(BigInt(value).toString()).finish();
}

/** Encodes a double field. */
export function doubleField(no: number, value: number): Uint8Array {
  return new BinaryWriter().tag(no, WireType.Bit64).double(value).finish();
}

/** Encodes a length-delimited field: a string, bytes, or a message that consists of the given bytes. */
export function bytesField(no: number, ...content: (Uint8Array | string)[]): Uint8Array {
  const parts = content.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part));
  return new BinaryWriter()
    .tag(no, WireType.LengthDelimited)
    .bytes(concat(...parts))
    .finish();
}

/** Concatenates bytes. */
export function concat(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
