// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createJsonCodec } from "@chaukas/spec-common/json";
import type { LogEntryJson } from "../gen/chaukas/spec/audit/v1/audit_json.js";
import { type LogEntry, LogEntrySchema } from "../gen/chaukas/spec/audit/v1/audit_pb.js";

const codec = /*@__PURE__*/ createJsonCodec<typeof LogEntrySchema, LogEntryJson>(LogEntrySchema);

/** Writes an entry of a log in the public JSON form, as values for `JSON.stringify`. Throws `JsonCodecError`. */
export function logEntryToJson(entry: LogEntry): LogEntryJson {
  return codec.toJson(entry);
}

/** Reads an entry of a log from values as `JSON.parse` makes them. Throws `JsonCodecError`. */
export function logEntryFromJson(json: unknown): LogEntry {
  return codec.fromJson(json);
}

/** Writes an entry of a log in the public JSON form, as text. Throws `JsonCodecError`. */
export function logEntryToJsonString(entry: LogEntry): string {
  return codec.toJsonString(entry);
}

/** Reads an entry of a log from text, in which no key occurs twice and no integer is rounded. Throws `JsonCodecError`. */
export function logEntryFromJsonString(text: string): LogEntry {
  return codec.fromJsonString(text);
}
