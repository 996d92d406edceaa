// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, JsonObject, JsonValue, Message } from "@bufbuild/protobuf";
import { toJsonCodecError } from "../errors/fault.js";
import { createWriteState } from "../messages/codec-state.js";
import { messageWriter } from "./message-writer.js";

/** Writes a message in the public JSON form, as a value for `JSON.stringify`. */
export function writeJson(schema: DescMessage, message: Message): JsonObject {
  return write(schema, message).json;
}

/** Writes a message in the public JSON form, as text. */
export function writeJsonText(schema: DescMessage, message: Message): string {
  const { json, hasNegativeZero } = write(schema, message);
  return hasNegativeZero ? stringifyJson(json) : JSON.stringify(json);
}

function write(schema: DescMessage, message: Message): { json: JsonObject; hasNegativeZero: boolean } {
  const state = createWriteState();
  try {
    const json = messageWriter(schema)(message, state);
    return { json, hasNegativeZero: state.hasNegativeZero };
  } catch (error) {
    throw toJsonCodecError(error, schema.name);
  }
}

/** Does what `JSON.stringify` does, but keeps the sign of minus zero. */
function stringifyJson(value: JsonValue): string {
  if (Array.isArray(value)) {
    return `[${value.map(stringifyJson).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${stringifyJson(member)}`);
    return `{${members.join(",")}}`;
  }
  return Object.is(value, -0) ? "-0" : JSON.stringify(value);
}
