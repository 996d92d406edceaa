// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Registry } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "../gen/chaukas/spec/common/v1/events_pb.js";
import { protoJsonReaderOf } from "./read/proto-json-dialect.js";
import { readJson, readJsonText } from "./read/read-json.js";

/** Options of {@link eventFromProtoJson}. */
export interface ProtoJsonOptions {
  /** The types that extensions may contain. Extensions of other types cannot be read. */
  readonly registry?: Registry;
}

/**
 * Reads an event from ProtoJSON, the form that protobuf libraries write, with keys in either style. A timestamp
 * without a time zone, as in files written by the Python SDK, is taken as UTC. Throws `JsonCodecError` if the value is
 * not ProtoJSON, including if it is in the public JSON form.
 */
export function eventFromProtoJson(json: unknown, options?: ProtoJsonOptions): Event {
  return readJson(protoJsonReaderOf, EventSchema, json, options?.registry);
}

/**
 * Reads an event from ProtoJSON text, as {@link eventFromProtoJson} does. Throws `JsonCodecError`, including for what
 * `JSON.parse` would silently change: duplicate keys, and integers that a number would round.
 */
export function eventFromProtoJsonString(text: string, options?: ProtoJsonOptions): Event {
  return readJsonText(protoJsonReaderOf, EventSchema, text, options?.registry);
}
