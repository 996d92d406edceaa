// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { canonicalString } from "../encoding/canonical-string.js";
import { writeBoolean, writeNumber, writeString, wrongType } from "./normal-scalar.js";
import { enterMessages, fault, type NormalState, noteLeaf } from "./normal-state.js";

/** Writes a `google.protobuf.Struct`, which messages hold as an object. */
export function writeStruct(value: unknown, state: NormalState, path: string): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrongType("an object", value, path);
  }
  // Sorted by UTF-16 code units, as RFC 8785 §3.2.3 requires.
  const keys = Object.keys(value).sort();
  const { depth } = state;
  // In binary form, a map entry is also a message.
  enterMessages(keys.length === 0 ? 1 : 2, state, path);
  let text = "";
  for (const key of keys) {
    const name = canonicalString(key);
    if (name === undefined) {
      throw fault("bad_unicode", path, "expected keys of well-formed Unicode, got a lone surrogate");
    }
    const place = path === "" ? name : `${path},${name}`;
    text += `${text === "" ? "" : ","}${name}:${writeValue((value as Record<string, unknown>)[key], state, place)}`;
  }
  state.depth = depth;
  return text === "" ? noteLeaf("{}", state, path) : `{${text}}`;
}

/** Writes a `google.protobuf.Value`. One that is not set is null (§1). */
function writeValue(value: unknown, state: NormalState, path: string): string {
  enterMessages(1, state, path);
  const text = writeKind(value, state, path);
  state.depth--;
  return text;
}

function writeKind(value: unknown, state: NormalState, path: string): string {
  switch (typeof value) {
    case "string":
      return writeString(value, state, path);
    case "boolean":
      return writeBoolean(value, state, path);
    case "object":
      if (value !== null) {
        return Array.isArray(value) ? writeList(value, state, path) : writeStruct(value, state, path);
      }
      return noteLeaf("null", state, path);
    case "undefined":
      return noteLeaf("null", state, path);
    default:
      return writeNumber(value, state, path);
  }
}

function writeList(values: readonly unknown[], state: NormalState, path: string): string {
  enterMessages(1, state, path);
  let text = "";
  for (let index = 0; index < values.length; index++) {
    text += `${index === 0 ? "" : ","}${writeValue(values[index], state, path === "" ? String(index) : `${path},${index}`)}`;
  }
  state.depth--;
  return values.length === 0 ? noteLeaf("[]", state, path) : `[${text}]`;
}

/** Writes a value of a `google.protobuf.Struct` as canonical JSON, as in the normal form. */
export function canonicalJson(value: unknown): string {
  return writeValue(value, { depth: 0, leaves: undefined }, "");
}
