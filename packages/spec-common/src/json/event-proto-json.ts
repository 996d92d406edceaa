// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Registry } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "../gen/chaukas/spec/common/v1/events_pb.js";
import { protoJsonReaderOf } from "./read/proto-json-dialect.js";
import { readJson, readJsonText } from "./read/read-json.js";

/** Options of {@link eventFromProtoJson}. */
export interface ProtoJsonOptions {
  /** Types that extensions may hold. An extension of another type cannot be read. */
  readonly registry?: Registry;
}

/**
 * Reads an event from ProtoJSON, the form that protobuf libraries write, with keys in either style. A timestamp
 * without a zone, as the Python SDK writes to files, is taken as UTC. Throws `JsonCodecError`, also for the public
 * JSON form.
 */
export function eventFromProtoJson(json: unknown, options?: ProtoJsonOptions): Event {
  return readJson(protoJsonReaderOf, EventSchema, json, options?.registry);
}

/**
 * Reads an event from text in ProtoJSON, as {@link eventFromProtoJson} does. Throws `JsonCodecError`, also for what
 * `JSON.parse` would silently mend: keys that occur twice, and integers that a number rounds.
 */
export function eventFromProtoJsonString(text: string, options?: ProtoJsonOptions): Event {
  return readJsonText(protoJsonReaderOf, EventSchema, text, options?.registry);
}
