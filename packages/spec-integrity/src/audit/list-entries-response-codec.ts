// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createJsonCodec } from "@chaukas/spec-common/json";
import type { ListEntriesResponseJson } from "../gen/chaukas/spec/audit/v1/audit_json.js";
import { type ListEntriesResponse, ListEntriesResponseSchema } from "../gen/chaukas/spec/audit/v1/audit_pb.js";

const codec = /*@__PURE__*/ createJsonCodec<typeof ListEntriesResponseSchema, ListEntriesResponseJson>(
  ListEntriesResponseSchema,
);

/** Writes a page of a log in the public JSON form, as values for `JSON.stringify`. Throws `JsonCodecError`. */
export function listEntriesResponseToJson(response: ListEntriesResponse): ListEntriesResponseJson {
  return codec.toJson(response);
}

/** Reads a page of a log from values as `JSON.parse` makes them. Throws `JsonCodecError`. */
export function listEntriesResponseFromJson(json: unknown): ListEntriesResponse {
  return codec.fromJson(json);
}

/** Writes a page of a log in the public JSON form, as text. Throws `JsonCodecError`. */
export function listEntriesResponseToJsonString(response: ListEntriesResponse): string {
  return codec.toJsonString(response);
}

/** Reads a page of a log from text, in which no key occurs twice and no integer is rounded. Throws `JsonCodecError`. */
export function listEntriesResponseFromJsonString(text: string): ListEntriesResponse {
  return codec.fromJsonString(text);
}
