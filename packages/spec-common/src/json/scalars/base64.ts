// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { base64Decode, base64Encode } from "@bufbuild/protobuf/wire";
import { describeValue, Fault } from "../errors/fault.js";

// The last character before the padding must not carry bits beyond the last byte (RFC 4648, section 3.5).
const standardBase64 = /^[A-Za-z0-9+/]*(?:[AQgw]==|[AEIMQUYcgkosw048]=)?$/;
const anyBase64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Writes bytes in base64 with the standard alphabet and padding. */
export function writeBytes(value: unknown): string {
  if (!(value instanceof Uint8Array)) {
    throw new Fault("wrong_type", "a Uint8Array", describeValue(value));
  }
  return base64Encode(value);
}

/** Reads base64 exactly as {@link writeBytes} writes it. */
export function readBytes(json: unknown): Uint8Array {
  return decode(json, "base64 with padding", (text) => text.length % 4 === 0 && standardBase64.test(text));
}

/** Reads base64 with the standard or the URL-safe alphabet, with or without padding, as ProtoJSON allows. */
export function readAnyBytes(json: unknown): Uint8Array {
  return decode(json, "base64", (text) => anyBase64.test(text) && text.replace(/=+$/, "").length % 4 !== 1);
}

function decode(json: unknown, expected: string, isValid: (text: string) => boolean): Uint8Array {
  if (typeof json !== "string") {
    throw new Fault("wrong_type", `a string of ${expected}`, describeValue(json));
  }
  if (!isValid(json)) {
    throw new Fault("bad_value", expected, describeValue(json));
  }
  return base64Decode(json);
}
