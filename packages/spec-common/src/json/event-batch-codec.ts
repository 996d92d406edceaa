// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventBatchJson } from "../gen/chaukas/spec/common/v1/events_json.js";
import { type EventBatch, EventBatchSchema } from "../gen/chaukas/spec/common/v1/events_pb.js";
import { publicReaderOf } from "./public-dialect.js";
import { readJson, readJsonText } from "./read-json.js";
import { writeJson, writeJsonText } from "./write-json.js";

/**
 * Writes a batch in the public JSON form, as values for `JSON.stringify`. Fields that this version does not know are
 * left out. Throws `JsonCodecError` for what JSON cannot express.
 */
export function eventBatchToJson(batch: EventBatch): EventBatchJson {
  return writeJson(EventBatchSchema, batch) as EventBatchJson;
}

/** Reads a batch from values as `JSON.parse` makes them. Throws `JsonCodecError` unless they are in the public JSON form. */
export function eventBatchFromJson(json: unknown): EventBatch {
  return readJson(publicReaderOf, EventBatchSchema, json);
}

/** Writes a batch in the public JSON form, as text. It keeps the sign of minus zero, which `JSON.stringify` drops. */
export function eventBatchToJsonString(batch: EventBatch): string {
  return writeJsonText(EventBatchSchema, batch);
}

/**
 * Reads a batch from text in the public JSON form. Throws `JsonCodecError`, also for what `JSON.parse` would silently
 * mend: keys that occur twice, and integers that a number rounds.
 */
export function eventBatchFromJsonString(text: string): EventBatch {
  return readJsonText(publicReaderOf, EventBatchSchema, text);
}
