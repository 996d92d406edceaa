// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createJsonCodec } from "@chaukas/spec-common/json";
import type { IngestEventBatchResponseJson } from "../gen/chaukas/spec/server/v1/server_json.js";
import {
  type IngestEventBatchResponse,
  IngestEventBatchResponseSchema,
} from "../gen/chaukas/spec/server/v1/server_pb.js";

const codec = /*@__PURE__*/ createJsonCodec<typeof IngestEventBatchResponseSchema, IngestEventBatchResponseJson>(
  IngestEventBatchResponseSchema,
);

/** Writes the answer to a batch in the public JSON form, as values for `JSON.stringify`. Throws `JsonCodecError`. */
export function ingestEventBatchResponseToJson(response: IngestEventBatchResponse): IngestEventBatchResponseJson {
  return codec.toJson(response);
}

/** Reads the answer to a batch from values as `JSON.parse` makes them. Throws `JsonCodecError`. */
export function ingestEventBatchResponseFromJson(json: unknown): IngestEventBatchResponse {
  return codec.fromJson(json);
}

/** Writes the answer to a batch in the public JSON form, as text. Throws `JsonCodecError`. */
export function ingestEventBatchResponseToJsonString(response: IngestEventBatchResponse): string {
  return codec.toJsonString(response);
}

/** Reads the answer to a batch from text, in which no key occurs twice and no integer is rounded. Throws `JsonCodecError`. */
export function ingestEventBatchResponseFromJsonString(text: string): IngestEventBatchResponse {
  return codec.fromJsonString(text);
}
