// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createJsonCodec } from "@chaukas/spec-common/json";
import type { RedactEventRequestJson } from "../gen/chaukas/spec/audit/v1/audit_json.js";
import { type RedactEventRequest, RedactEventRequestSchema } from "../gen/chaukas/spec/audit/v1/audit_pb.js";

const codec = /*@__PURE__*/ createJsonCodec<typeof RedactEventRequestSchema, RedactEventRequestJson>(
  RedactEventRequestSchema,
);

/** Writes a request for redaction in the public JSON form, as values for `JSON.stringify`. Throws `JsonCodecError`. */
export function redactEventRequestToJson(request: RedactEventRequest): RedactEventRequestJson {
  return codec.toJson(request);
}

/** Reads a request for redaction from values as `JSON.parse` makes them. Throws `JsonCodecError`. */
export function redactEventRequestFromJson(json: unknown): RedactEventRequest {
  return codec.fromJson(json);
}

/** Writes a request for redaction in the public JSON form, as text. Throws `JsonCodecError`. */
export function redactEventRequestToJsonString(request: RedactEventRequest): string {
  return codec.toJsonString(request);
}

/** Reads a request for redaction from text, in which no key occurs twice and no integer is rounded. Throws `JsonCodecError`. */
export function redactEventRequestFromJsonString(text: string): RedactEventRequest {
  return codec.fromJsonString(text);
}
