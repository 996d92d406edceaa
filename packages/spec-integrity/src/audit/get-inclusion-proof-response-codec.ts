// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createJsonCodec } from "@chaukas/spec-common/json";
import type { GetInclusionProofResponseJson } from "../gen/chaukas/spec/audit/v1/audit_json.js";
import {
  type GetInclusionProofResponse,
  GetInclusionProofResponseSchema,
} from "../gen/chaukas/spec/audit/v1/audit_pb.js";

const codec = /*@__PURE__*/ createJsonCodec<typeof GetInclusionProofResponseSchema, GetInclusionProofResponseJson>(
  GetInclusionProofResponseSchema,
);

/** Writes an inclusion proof in the public JSON form, as values for `JSON.stringify`. Throws `JsonCodecError`. */
export function getInclusionProofResponseToJson(response: GetInclusionProofResponse): GetInclusionProofResponseJson {
  return codec.toJson(response);
}

/** Reads an inclusion proof from values as `JSON.parse` makes them. Throws `JsonCodecError`. */
export function getInclusionProofResponseFromJson(json: unknown): GetInclusionProofResponse {
  return codec.fromJson(json);
}

/** Writes an inclusion proof in the public JSON form, as text. Throws `JsonCodecError`. */
export function getInclusionProofResponseToJsonString(response: GetInclusionProofResponse): string {
  return codec.toJsonString(response);
}

/** Reads an inclusion proof from text, in which no key occurs twice and no integer is rounded. Throws `JsonCodecError`. */
export function getInclusionProofResponseFromJsonString(text: string): GetInclusionProofResponse {
  return codec.fromJsonString(text);
}
