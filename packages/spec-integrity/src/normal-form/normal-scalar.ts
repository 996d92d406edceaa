// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScalarType } from "@bufbuild/protobuf";
import { base64Encode } from "@bufbuild/protobuf/wire";
import { canonicalString } from "../encoding/canonical-string.js";
import { fault, type NormalState, noteLeaf, type WriteNormal } from "./normal-state.js";

/** Returns the writer for a scalar type. */
export function normalScalarWriter(type: ScalarType): WriteNormal {
  switch (type) {
    case ScalarType.STRING:
      return writeString;
    case ScalarType.BOOL:
      return writeBoolean;
    case ScalarType.BYTES:
      return writeBytes;
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return writeNumber;
    case ScalarType.INT32:
    case ScalarType.UINT32:
    case ScalarType.SINT32:
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
      return writeInteger;
    case ScalarType.INT64:
      return writeLong;
    default:
      throw new TypeError(`chaukas-integrity/1 has no normal form for the scalar type ${ScalarType[type]}`);
  }
}

/** Writes a number by RFC 8785 §3.2.2.3, or as a string if it is not finite. */
export function writeNumber(value: unknown, state: NormalState, path: string): string {
  if (typeof value !== "number") {
    throw wrongType("a number", value, path);
  }
  // String writes minus zero as zero.
  return noteLeaf(Number.isFinite(value) ? String(value) : `"${value}"`, state, path);
}

/** Writes a 32-bit integer, or the number of an enum value. */
export function writeInteger(value: unknown, state: NormalState, path: string): string {
  if (!Number.isInteger(value)) {
    throw wrongType("an integer", value, path);
  }
  return noteLeaf(String(value), state, path);
}

/** Writes a 64-bit integer: as a number if a double holds it and its neighbors exactly, else in digits as a string. */
function writeLong(value: unknown, state: NormalState, path: string): string {
  if (typeof value !== "bigint") {
    throw wrongType("a bigint", value, path);
  }
  const isSafe = Number.isSafeInteger(Number(value));
  return noteLeaf(isSafe ? String(value) : `"${value}"`, state, path);
}

/** Writes a string. Throws if it contains a lone surrogate. */
export function writeString(value: unknown, state: NormalState, path: string): string {
  if (typeof value !== "string") {
    throw wrongType("a string", value, path);
  }
  const text = canonicalString(value);
  if (text === undefined) {
    throw fault("bad_unicode", path, "expected well-formed Unicode, got a lone surrogate");
  }
  return noteLeaf(text, state, path);
}

/** Writes a boolean. */
export function writeBoolean(value: unknown, state: NormalState, path: string): string {
  if (typeof value !== "boolean") {
    throw wrongType("a boolean", value, path);
  }
  return noteLeaf(value ? "true" : "false", state, path);
}

function writeBytes(value: unknown, state: NormalState, path: string): string {
  if (!(value instanceof Uint8Array)) {
    throw wrongType("bytes", value, path);
  }
  return noteLeaf(`"${base64Encode(value)}"`, state, path);
}

/** Creates the error for a value of the wrong type. It names the type of the value, or the number itself. */
export function wrongType(expected: string, value: unknown, path: string): Error {
  const type = value === null ? "null" : Array.isArray(value) ? "an array" : typeof value;
  return fault("wrong_type", path, `expected ${expected}, got ${type === "number" ? value : type}`);
}
