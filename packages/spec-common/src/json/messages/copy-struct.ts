// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject, JsonValue } from "@bufbuild/protobuf";
import { describeValue, Fault, withKey } from "../errors/fault.js";
import { checkString } from "../scalars/check-scalar.js";
import type { CodecState, WriteValue } from "./codec-state.js";
import { enterMap, enterMessage } from "./codec-state.js";
import { isPlainObject, setOwn } from "./plain-object.js";

/**
 * Copies the object that represents a `google.protobuf.Struct`, in either direction. Passes numbers, and anything that
 * is not a JSON value, to `copyOther`.
 */
export function copyStruct(value: unknown, state: CodecState, copyOther: WriteValue): JsonObject {
  if (!isPlainObject(value)) {
    throw new Fault("wrong_type", "an object", describeValue(value));
  }
  const { depth } = state;
  const keys = Object.keys(value);
  enterMessage(state);
  enterMap(state, keys);
  state.members += keys.length;
  const copy: JsonObject = {};
  let key = "";
  try {
    for (key of keys) {
      const member = value[key];
      if (member !== undefined || !state.isReading) {
        setOwn(copy, checkString(key), copyValue(member, state, copyOther));
      }
    }
  } catch (error) {
    throw withKey(error, key);
  }
  state.depth = depth;
  return copy;
}

/** Copies the list that represents a `google.protobuf.ListValue`. */
export function copyList(values: unknown, state: CodecState, copyOther: WriteValue): JsonValue[] {
  if (!Array.isArray(values)) {
    throw new Fault("wrong_type", "an array", describeValue(values));
  }
  enterMessage(state);
  const copy: JsonValue[] = [];
  let index = 0;
  try {
    for (; index < values.length; index++) {
      copy.push(copyValue(values[index], state, copyOther));
    }
  } catch (error) {
    throw withKey(error, index);
  }
  state.depth--;
  return copy;
}

/** Copies the value that represents a `google.protobuf.Value`. Counts as a message, whatever the value. */
export function copyValue(value: unknown, state: CodecState, copyOther: WriteValue): JsonValue {
  enterMessage(state);
  const copy = copyKind(value, state, copyOther);
  state.depth--;
  return copy;
}

function copyKind(value: unknown, state: CodecState, copyOther: WriteValue): JsonValue {
  switch (typeof value) {
    case "string":
      return checkString(value);
    case "boolean":
      return value;
    case "object":
      if (value === null) {
        return null;
      }
      return Array.isArray(value) ? copyList(value, state, copyOther) : copyStruct(value, state, copyOther);
    default:
      return copyOther(value, state);
  }
}
