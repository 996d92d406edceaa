// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, JsonObject, MessageShape } from "@bufbuild/protobuf";
import { publicReaderOf } from "./read/public-dialect.js";
import { readJson, readJsonText } from "./read/read-json.js";
import { writeJson, writeJsonText } from "./write/write-json.js";

/** Converts messages of one type to and from the public JSON form. All functions may throw `JsonCodecError`. */
export interface JsonCodec<Message, Json> {
  /** Writes a message as a value for `JSON.stringify`. The value shares nothing with the message. */
  toJson(message: Message): Json;
  /** Reads a value as returned by `JSON.parse`. The message shares nothing with the value. */
  fromJson(json: unknown): Message;
  /** Writes a message as text. Unlike `JSON.stringify`, keeps the sign of minus zero. */
  toJsonString(message: Message): string;
  /** Reads text. Unlike `JSON.parse`, rejects duplicate keys and integers that a number would round. */
  fromJsonString(text: string): Message;
}

/**
 * Creates the codec for one type of message from its descriptor: a type of this specification, or a type that contains
 * such types. The type must come from a proto3 file, and the types of its fields must have a public JSON form.
 */
export function createJsonCodec<Desc extends DescMessage, Json = JsonObject>(
  schema: Desc,
): JsonCodec<MessageShape<Desc>, Json> {
  return {
    toJson: (message) => writeJson(schema, message) as Json,
    fromJson: (json) => readJson(publicReaderOf, schema, json),
    toJsonString: (message) => writeJsonText(schema, message),
    fromJsonString: (text) => readJsonText(publicReaderOf, schema, text),
  };
}
