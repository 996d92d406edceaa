// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createJsonCodec } from "@chaukas/spec-common/json";
import type { GetConsistencyProofResponseJson } from "../gen/chaukas/spec/audit/v1/audit_json.js";
import {
  type GetConsistencyProofResponse,
  GetConsistencyProofResponseSchema,
} from "../gen/chaukas/spec/audit/v1/audit_pb.js";

const codec = /*@__PURE__*/ createJsonCodec<typeof GetConsistencyProofResponseSchema, GetConsistencyProofResponseJson>(
  GetConsistencyProofResponseSchema,
);

/** Writes a consistency proof in the public JSON form, as values for `JSON.stringify`. Throws `JsonCodecError`. */
export function getConsistencyProofResponseToJson(
  response: GetConsistencyProofResponse,
): GetConsistencyProofResponseJson {
  return codec.toJson(response);
}

/** Reads a consistency proof from values as `JSON.parse` makes them. Throws `JsonCodecError`. */
export function getConsistencyProofResponseFromJson(json: unknown): GetConsistencyProofResponse {
  return codec.fromJson(json);
}

/** Writes a consistency proof in the public JSON form, as text. Throws `JsonCodecError`. */
export function getConsistencyProofResponseToJsonString(response: GetConsistencyProofResponse): string {
  return codec.toJsonString(response);
}

/** Reads a consistency proof from text, in which no key occurs twice and no integer is rounded. Throws `JsonCodecError`. */
export function getConsistencyProofResponseFromJsonString(text: string): GetConsistencyProofResponse {
  return codec.fromJsonString(text);
}
