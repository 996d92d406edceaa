// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, JsonObject, Message } from "@bufbuild/protobuf";
import { createCodecState } from "./codec-state.js";
import { toJsonCodecError } from "./fault.js";
import { messageWriter } from "./message-writer.js";
import { stringifyJson } from "./stringify-json.js";

/** Writes a message in the public JSON form, as values for `JSON.stringify`. */
export function writeJson(schema: DescMessage, message: Message): JsonObject {
  return write(schema, message).json;
}

/** Writes a message in the public JSON form, as text. */
export function writeJsonText(schema: DescMessage, message: Message): string {
  const { json, hasNegativeZero } = write(schema, message);
  return hasNegativeZero ? stringifyJson(json) : JSON.stringify(json);
}

function write(schema: DescMessage, message: Message): { json: JsonObject; hasNegativeZero: boolean } {
  const state = createCodecState();
  try {
    const json = messageWriter(schema)(message, state);
    return { json, hasNegativeZero: state.hasNegativeZero };
  } catch (error) {
    throw toJsonCodecError(error, schema.name);
  }
}
