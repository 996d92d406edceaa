// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createJsonCodec } from "@chaukas/spec-common/json";
import type { IngestEventResponseJson } from "../gen/chaukas/spec/server/v1/server_json.js";
import { type IngestEventResponse, IngestEventResponseSchema } from "../gen/chaukas/spec/server/v1/server_pb.js";

const codec = /*@__PURE__*/ createJsonCodec<typeof IngestEventResponseSchema, IngestEventResponseJson>(
  IngestEventResponseSchema,
);

/** Writes the answer to an event in the public JSON form, as values for `JSON.stringify`. Throws `JsonCodecError`. */
export function ingestEventResponseToJson(response: IngestEventResponse): IngestEventResponseJson {
  return codec.toJson(response);
}

/** Reads the answer to an event from values as `JSON.parse` makes them. Throws `JsonCodecError`. */
export function ingestEventResponseFromJson(json: unknown): IngestEventResponse {
  return codec.fromJson(json);
}

/** Writes the answer to an event in the public JSON form, as text. Throws `JsonCodecError`. */
export function ingestEventResponseToJsonString(response: IngestEventResponse): string {
  return codec.toJsonString(response);
}

/** Reads the answer to an event from text, in which no key occurs twice and no integer is rounded. Throws `JsonCodecError`. */
export function ingestEventResponseFromJsonString(text: string): IngestEventResponse {
  return codec.fromJsonString(text);
}
