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
    default:
      throw new TypeError(`chaukas-integrity/1 has no normal form for the scalar type ${ScalarType[type]}`);
  }
}

/** Writes a number by RFC 8785 §3.2.2.3, or as a string if it is not finite. */
export function writeNumber(value: unknown, state: NormalState, pointer: string): string {
  if (typeof value !== "number") {
    throw wrongType("a number", value, pointer);
  }
  // String writes minus zero as zero.
  return noteLeaf(Number.isFinite(value) ? String(value) : `"${value}"`, state, pointer);
}

/** Writes a 32-bit integer, or the number of an enum value. */
export function writeInteger(value: unknown, state: NormalState, pointer: string): string {
  if (!Number.isInteger(value)) {
    throw wrongType("an integer", value, pointer);
  }
  return noteLeaf(String(value), state, pointer);
}

/** Writes a string. Throws if it contains a lone surrogate. */
export function writeString(value: unknown, state: NormalState, pointer: string): string {
  if (typeof value !== "string") {
    throw wrongType("a string", value, pointer);
  }
  const text = canonicalString(value);
  if (text === undefined) {
    throw fault("bad_unicode", pointer, "expected well-formed Unicode, got a lone surrogate");
  }
  return noteLeaf(text, state, pointer);
}

/** Writes a boolean. */
export function writeBoolean(value: unknown, state: NormalState, pointer: string): string {
  if (typeof value !== "boolean") {
    throw wrongType("a boolean", value, pointer);
  }
  return noteLeaf(value ? "true" : "false", state, pointer);
}

function writeBytes(value: unknown, state: NormalState, pointer: string): string {
  if (!(value instanceof Uint8Array)) {
    throw wrongType("bytes", value, pointer);
  }
  return noteLeaf(`"${base64Encode(value)}"`, state, pointer);
}

/** Creates the error for a value of the wrong type. It names the type of the value, or the number itself. */
export function wrongType(expected: string, value: unknown, pointer: string): Error {
  const type = value === null ? "null" : Array.isArray(value) ? "an array" : typeof value;
  return fault("wrong_type", pointer, `expected ${expected}, got ${type === "number" ? value : type}`);
}
