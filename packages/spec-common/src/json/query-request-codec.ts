// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { QueryRequestJson } from "../gen/chaukas/spec/common/v1/query_json.js";
import { type QueryRequest, QueryRequestSchema } from "../gen/chaukas/spec/common/v1/query_pb.js";
import { publicReaderOf } from "./public-dialect.js";
import { readJson, readJsonText } from "./read-json.js";
import { writeJson, writeJsonText } from "./write-json.js";

/**
 * Writes a query in the public JSON form, as values for `JSON.stringify`. Fields that this version does not know are
 * left out. Throws `JsonCodecError` for what JSON cannot express.
 */
export function queryRequestToJson(query: QueryRequest): QueryRequestJson {
  return writeJson(QueryRequestSchema, query) as QueryRequestJson;
}

/** Reads a query from values as `JSON.parse` makes them. Throws `JsonCodecError` unless they are in the public JSON form. */
export function queryRequestFromJson(json: unknown): QueryRequest {
  return readJson(publicReaderOf, QueryRequestSchema, json);
}

/** Writes a query in the public JSON form, as text. It keeps the sign of minus zero, which `JSON.stringify` drops. */
export function queryRequestToJsonString(query: QueryRequest): string {
  return writeJsonText(QueryRequestSchema, query);
}

/**
 * Reads a query from text in the public JSON form. Throws `JsonCodecError`, also for what `JSON.parse` would silently
 * mend: keys that occur twice, and integers that a number rounds.
 */
export function queryRequestFromJsonString(text: string): QueryRequest {
  return readJsonText(publicReaderOf, QueryRequestSchema, text);
}
