// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createJsonCodec } from "@chaukas/spec-common/json";
import type { GetEventStatsResponseJson } from "../gen/chaukas/spec/server/v1/server_json.js";
import { type GetEventStatsResponse, GetEventStatsResponseSchema } from "../gen/chaukas/spec/server/v1/server_pb.js";

const codec = /*@__PURE__*/ createJsonCodec<typeof GetEventStatsResponseSchema, GetEventStatsResponseJson>(
  GetEventStatsResponseSchema,
);

/** Writes statistics in the public JSON form, as values for `JSON.stringify`. Throws `JsonCodecError`. */
export function getEventStatsResponseToJson(response: GetEventStatsResponse): GetEventStatsResponseJson {
  return codec.toJson(response);
}

/** Reads statistics from values as `JSON.parse` makes them. Throws `JsonCodecError`. */
export function getEventStatsResponseFromJson(json: unknown): GetEventStatsResponse {
  return codec.fromJson(json);
}

/** Writes statistics in the public JSON form, as text. Throws `JsonCodecError`. */
export function getEventStatsResponseToJsonString(response: GetEventStatsResponse): string {
  return codec.toJsonString(response);
}

/** Reads statistics from text, in which no key occurs twice and no integer is rounded. Throws `JsonCodecError`. */
export function getEventStatsResponseFromJsonString(text: string): GetEventStatsResponse {
  return codec.fromJsonString(text);
}
