// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** A message in binary form as the tree of its fields, any of which may be changed so that it is no longer valid. */
export interface WireMessage {
  /** The type, or the field whose entry this is. Undefined if it is not known. */
  readonly type: DescMessage | DescField | undefined;
  fields: WireField[];
}

/** One field of a message. */
export interface WireField {
  number: number;
  wireType: number;
  value: bigint | Uint8Array | WireMessage;
  readonly desc: DescField | undefined;
  /** Bytes to write in place of the tag. */
  tag?: Uint8Array;
  /** Bytes to write in place of the length of a value that has one. */
  length?: Uint8Array;
  /** Number of bytes that the varints of the field are padded with. */
  padding?: number;
  /** Bytes to write in place of everything. */
  raw?: Uint8Array;
  /** Number of bytes to cut off the end of the value, with a length that fits. */
  cut?: number;
}

/** Reads a valid message into a tree. */
export function treeFromBinary(type: WireMessage["type"], bytes: Uint8Array): WireMessage {
  const reader = new BinaryReader(bytes);
  const fields: WireField[] = [];
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    const desc = fieldOf(type, number);
    fields.push({ number, wireType, value: readValue(reader, bytes, wireType, desc), desc });
  }
  return { type, fields };
}

function readValue(
  reader: BinaryReader,
  bytes: Uint8Array,
  wireType: number,
  desc: DescField | undefined,
): WireField["value"] {
  switch (wireType) {
    case WireType.Varint:
      return BigInt.asUintN(64, BigInt(reader.int64()));
    case WireType.LengthDelimited: {
      const value = reader.bytes();
      const type = desc?.fieldKind === "map" ? desc : desc?.message;
      return type === undefined ? value : treeFromBinary(type, value);
    }
    default: {
      const size = wireType === WireType.Bit64 ? 8 : 4;
      const start = reader.pos;
      reader.pos += size;
      return bytes.slice(start, start + size);
    }
  }
}

function fieldOf(type: WireMessage["type"], number: number): DescField | undefined {
  if (type?.kind === "message") {
    return type.fields.find((field) => field.number === number);
  }
  // The value of an entry of a map has the type of the map's values.
  const message = type?.message;
  return number === 2 && message !== undefined
    ? ({ fieldKind: "message", message, name: "value", number: 2 } as unknown as DescField)
    : undefined;
}

/** Writes a tree. */
export function treeToBinary({ fields }: WireMessage): Uint8Array {
  return Buffer.concat(fields.map(writeField));
}

function writeField(field: WireField): Uint8Array {
  if (field.raw !== undefined) {
    return field.raw;
  }
  const { padding = 0, value } = field;
  const tag = field.tag ?? varint((BigInt(field.number) << 3n) | BigInt(field.wireType), padding > 9 ? 0 : padding);
  if (typeof value === "bigint") {
    return Buffer.concat([tag, varint(value, padding)]);
  }
  const whole = value instanceof Uint8Array ? value : treeToBinary(value);
  const bytes = whole.subarray(0, Math.max(0, whole.length - (field.cut ?? 0)));
  return field.wireType === WireType.LengthDelimited
    ? Buffer.concat([tag, field.length ?? varint(BigInt(bytes.length), padding), bytes])
    : Buffer.concat([tag, bytes]);
}

/** Encodes a varint with a number of superfluous bytes. */
export function varint(value: bigint, padding = 0): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(70, value);
  do {
    bytes.push(Number(rest & 0x7fn));
    rest >>= 7n;
  } while (rest > 0n);
  bytes.push(...Array<number>(padding).fill(0));
  return Uint8Array.from(bytes, (byte, index) => (index < bytes.length - 1 ? byte | 0x80 : byte));
}

/** A field, the message that it is in, and its position there. */
export interface WirePlace {
  readonly field: WireField;
  readonly parent: WireMessage;
  readonly index: number;
}

/** Lists the fields in a message, at any depth. */
export function wirePlacesIn(parent: WireMessage): WirePlace[] {
  return parent.fields.flatMap((field, index) => [
    { field, parent, index },
    ...(isMessage(field.value) ? wirePlacesIn(field.value) : []),
  ]);
}

export function isMessage(value: WireField["value"]): value is WireMessage {
  return typeof value !== "bigint" && !(value instanceof Uint8Array);
}
