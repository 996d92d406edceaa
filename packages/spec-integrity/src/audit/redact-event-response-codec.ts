// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createJsonCodec } from "@chaukas/spec-common/json";
import type { RedactEventResponseJson } from "../gen/chaukas/spec/audit/v1/audit_json.js";
import { type RedactEventResponse, RedactEventResponseSchema } from "../gen/chaukas/spec/audit/v1/audit_pb.js";

const codec = /*@__PURE__*/ createJsonCodec<typeof RedactEventResponseSchema, RedactEventResponseJson>(
  RedactEventResponseSchema,
);

/** Writes the answer to a redaction in the public JSON form, as values for `JSON.stringify`. Throws `JsonCodecError`. */
export function redactEventResponseToJson(response: RedactEventResponse): RedactEventResponseJson {
  return codec.toJson(response);
}

/** Reads the answer to a redaction from values as `JSON.parse` makes them. Throws `JsonCodecError`. */
export function redactEventResponseFromJson(json: unknown): RedactEventResponse {
  return codec.fromJson(json);
}

/** Writes the answer to a redaction in the public JSON form, as text. Throws `JsonCodecError`. */
export function redactEventResponseToJsonString(response: RedactEventResponse): string {
  return codec.toJsonString(response);
}

/** Reads the answer to a redaction from text, in which no key occurs twice and no integer is rounded. Throws `JsonCodecError`. */
export function redactEventResponseFromJsonString(text: string): RedactEventResponse {
  return codec.fromJsonString(text);
}
