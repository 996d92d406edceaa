// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { QueryResponseJson } from "../gen/chaukas/spec/common/v1/query_json.js";
import { type QueryResponse, QueryResponseSchema } from "../gen/chaukas/spec/common/v1/query_pb.js";
import { publicReaderOf } from "./public-dialect.js";
import { readJson, readJsonText } from "./read-json.js";
import { writeJson, writeJsonText } from "./write-json.js";

/**
 * Writes a page of events in the public JSON form, as values for `JSON.stringify`. Fields that this version does not know are
 * left out. Throws `JsonCodecError` for what JSON cannot express.
 */
export function queryResponseToJson(response: QueryResponse): QueryResponseJson {
  return writeJson(QueryResponseSchema, response) as QueryResponseJson;
}

/** Reads a page of events from values as `JSON.parse` makes them. Throws `JsonCodecError` unless they are in the public JSON form. */
export function queryResponseFromJson(json: unknown): QueryResponse {
  return readJson(publicReaderOf, QueryResponseSchema, json);
}

/** Writes a page of events in the public JSON form, as text. It keeps the sign of minus zero, which `JSON.stringify` drops. */
export function queryResponseToJsonString(response: QueryResponse): string {
  return writeJsonText(QueryResponseSchema, response);
}

/**
 * Reads a page of events from text in the public JSON form. Throws `JsonCodecError`, also for what `JSON.parse` would silently
 * mend: keys that occur twice, and integers that a number rounds.
 */
export function queryResponseFromJsonString(text: string): QueryResponse {
  return readJsonText(publicReaderOf, QueryResponseSchema, text);
}
