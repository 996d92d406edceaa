// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, JsonObject, MessageShape } from "@bufbuild/protobuf";
import { publicReaderOf } from "./read/public-dialect.js";
import { readJson, readJsonText } from "./read/read-json.js";
import { writeJson, writeJsonText } from "./write/write-json.js";

/** Converts messages of one type to and from the public JSON form. Every function may throw `JsonCodecError`. */
export interface JsonCodec<Message, Json> {
  /** Writes a message as values for `JSON.stringify`. They share nothing with the message. */
  toJson(message: Message): Json;
  /** Reads values as `JSON.parse` makes them. The message shares nothing with them. */
  fromJson(json: unknown): Message;
  /** Writes a message as text, in which, unlike after `JSON.stringify`, minus zero keeps its sign. */
  toJsonString(message: Message): string;
  /** Reads text. Unlike `JSON.parse` it refuses a key that an object has twice, and an integer that is rounded. */
  fromJsonString(text: string): Message;
}

/**
 * Creates the codec for one type of message from its descriptor: for a type of this specification, or one that holds
 * such types. It must be of a proto3 file, and its fields of types that have a public JSON form.
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
