// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { canonicalString } from "../encoding/canonical-string.js";
import { escapePointerKey } from "../encoding/json-pointer.js";
import { writeBoolean, writeNumber, writeString, wrongType } from "./normal-scalar.js";
import { enterMessages, fault, type NormalState, noteLeaf } from "./normal-state.js";

/** Writes a `google.protobuf.Struct`, which messages hold as an object. */
export function writeStruct(value: unknown, state: NormalState, pointer: string): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw wrongType("an object", value, pointer);
  }
  // Sorted by UTF-16 code units, as RFC 8785 §3.2.3 requires.
  const keys = Object.keys(value).sort();
  const { depth } = state;
  // In binary form, a map entry is also a message.
  enterMessages(keys.length === 0 ? 1 : 2, state, pointer);
  let text = "";
  for (const key of keys) {
    const name = canonicalString(key);
    if (name === undefined) {
      throw fault("bad_unicode", pointer, "expected keys of well-formed Unicode, got a lone surrogate");
    }
    const place = `${pointer}/${escapePointerKey(name.slice(1, -1))}`;
    text += `${text === "" ? "" : ","}${name}:${writeValue((value as Record<string, unknown>)[key], state, place)}`;
  }
  state.depth = depth;
  return text === "" ? noteLeaf("{}", state, pointer) : `{${text}}`;
}

/** Writes a `google.protobuf.Value`. One that is not set is null (§1). */
function writeValue(value: unknown, state: NormalState, pointer: string): string {
  enterMessages(1, state, pointer);
  const text = writeKind(value, state, pointer);
  state.depth--;
  return text;
}

function writeKind(value: unknown, state: NormalState, pointer: string): string {
  switch (typeof value) {
    case "string":
      return writeString(value, state, pointer);
    case "boolean":
      return writeBoolean(value, state, pointer);
    case "object":
      if (value !== null) {
        return Array.isArray(value) ? writeList(value, state, pointer) : writeStruct(value, state, pointer);
      }
      return noteLeaf("null", state, pointer);
    case "undefined":
      return noteLeaf("null", state, pointer);
    default:
      return writeNumber(value, state, pointer);
  }
}

function writeList(values: readonly unknown[], state: NormalState, pointer: string): string {
  enterMessages(1, state, pointer);
  let text = "";
  for (let index = 0; index < values.length; index++) {
    text += `${index === 0 ? "" : ","}${writeValue(values[index], state, `${pointer}/${index}`)}`;
  }
  state.depth--;
  return values.length === 0 ? noteLeaf("[]", state, pointer) : `[${text}]`;
}

/** Writes a value of a `google.protobuf.Struct` as canonical JSON, as in the normal form. */
export function canonicalJson(value: unknown): string {
  return writeValue(value, { depth: 0, leaves: undefined }, "");
}
