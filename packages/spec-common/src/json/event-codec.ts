// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventJson } from "../gen/chaukas/spec/common/v1/events_json.js";
import { type Event, EventSchema } from "../gen/chaukas/spec/common/v1/events_pb.js";
import { publicReaderOf } from "./public-dialect.js";
import { readJson, readJsonText } from "./read-json.js";
import { writeJson, writeJsonText } from "./write-json.js";

/**
 * Writes an event in the public JSON form, as values for `JSON.stringify`. Fields that this version does not know are
 * left out. Throws `JsonCodecError` for what JSON cannot express.
 */
export function eventToJson(event: Event): EventJson {
  return writeJson(EventSchema, event) as EventJson;
}

/** Reads an event from values as `JSON.parse` makes them. Throws `JsonCodecError` unless they are in the public JSON form. */
export function eventFromJson(json: unknown): Event {
  return readJson(publicReaderOf, EventSchema, json);
}

/** Writes an event in the public JSON form, as text. It keeps the sign of minus zero, which `JSON.stringify` drops. */
export function eventToJsonString(event: Event): string {
  return writeJsonText(EventSchema, event);
}

/**
 * Reads an event from text in the public JSON form. Throws `JsonCodecError`, also for what `JSON.parse` would silently
 * mend: keys that occur twice, and integers that a number rounds.
 */
export function eventFromJsonString(text: string): Event {
  return readJsonText(publicReaderOf, EventSchema, text);
}
