// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, MessageShape, Registry } from "@bufbuild/protobuf";
import { toJsonCodecError } from "../errors/fault.js";
import { createReadState, type ReaderOfMessage } from "../messages/codec-state.js";
import { createLocator } from "../text/find-place.js";
import { parseJsonText } from "../text/parse-json-text.js";

/** Reads a message from a value as returned by `JSON.parse`, in the dialect of `readerOf`. */
export function readJson<Desc extends DescMessage>(
  readerOf: ReaderOfMessage,
  schema: Desc,
  json: unknown,
  registry?: Registry,
): MessageShape<Desc> {
  try {
    return readerOf(schema)(json, createReadState(registry)) as MessageShape<Desc>;
  } catch (error) {
    throw toJsonCodecError(error, schema.name);
  }
}

/** Reads a message from text, in the dialect of `readerOf`. */
export function readJsonText<Desc extends DescMessage>(
  readerOf: ReaderOfMessage,
  schema: Desc,
  text: string,
  registry?: Registry,
): MessageShape<Desc> {
  const state = createReadState(registry);
  try {
    return parseJsonText(text, state, (json) => readerOf(schema)(json, state)) as MessageShape<Desc>;
  } catch (error) {
    throw toJsonCodecError(error, schema.name, typeof text === "string" ? createLocator(text) : undefined);
  }
}
