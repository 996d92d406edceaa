// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject } from "@bufbuild/protobuf";

const file = (description: string, suffix: string): JsonObject => ({
  description: `${description} Relative to the folder of the index.`,
  type: "string",
  pattern: `^[a-z0-9/_-]+\\.${suffix}$`,
});

/** The JSON Schema (2020-12) of index.json. The descriptions match those in src/vector-index.ts. */
export const indexSchema: JsonObject = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Index of the test vectors of the Chaukas specification",
  type: "object",
  required: ["reasons", "vectors"],
  additionalProperties: false,
  properties: {
    $schema: { type: "string" },
    reasons: {
      description: "Why the verdict of a form may differ from that of a vector, by the key in a difference.",
      type: "object",
      additionalProperties: { type: "string", minLength: 1 },
    },
    vectors: { description: "All vectors, in a stable order.", type: "array", items: { $ref: "#/$defs/vector" } },
  },
  $defs: {
    vector: {
      type: "object",
      required: ["id", "message", "summary", "valid", "tags"],
      additionalProperties: false,
      properties: {
        id: {
          description: "Group and name. Stable between versions.",
          type: "string",
          pattern: "^[a-z]+/[a-z0-9_-]+$",
        },
        message: {
          description: "Full proto name of the message.",
          type: "string",
          pattern: "^chaukas\\.spec\\.(audit|common|client|server)\\.v1\\.[A-Z][A-Za-z]+$",
        },
        summary: { description: "What the vector is about, in one sentence.", type: "string", minLength: 1 },
        valid: {
          description: "Whether the message may be sent: it can be read, and satisfies every rule of the protos.",
          type: "boolean",
        },
        json: file("File with the message in public JSON.", "json"),
        canonical: file(
          "File with what a writer produces for the message in public JSON, if that differs from `json`.",
          "canonical\\.json",
        ),
        protojson: file("File with the message in ProtoJSON.", "proto\\.json"),
        binary: file("File with the message in protobuf's binary form.", "binpb"),
        lossy: {
          description:
            "True if the public JSON does not contain everything in `binary`, so reading `json` returns another message.",
          const: true,
        },
        rule: {
          description:
            "Rule that an invalid vector violates: a rule of protovalidate, an error code of the JSON codec, or malformed_binary.",
          anyOf: [
            {
              enum: [
                ...["required", "time_range.order", "log_entry.opening", "commitment_leaf.kind"],
                ...["get_inclusion_proof_request.record", "get_consistency_proof_request.order"],
                ...["export_evidence_response.part", "malformed_binary"],
              ],
            },
            { pattern: "^(string|int32|int64|double|repeated|enum)\\.[a-z_]+$", type: "string" },
            {
              enum: [
                ...["syntax", "duplicate_key", "unknown_key", "missing_key", "wrong_type", "bad_value"],
                ...["out_of_range", "bad_unicode", "too_deep"],
              ],
            },
          ],
        },
        path: {
          description:
            "JSON Pointer (RFC 6901) to the value that violates the rule: in the ProtoJSON if that is the only JSON form of the vector, otherwise in the public JSON, whether or not the vector has it.",
          type: "string",
          pattern: "^(/([^~/]|~[01])*)*$",
        },
        tags: {
          description: "What the vector is about, as keywords. The first is its group.",
          type: "array",
          minItems: 1,
          uniqueItems: true,
          items: { type: "string", minLength: 1 },
        },
        differences: {
          description: "Forms with a verdict that differs from `valid`.",
          type: "array",
          minItems: 1,
          items: { $ref: "#/$defs/difference" },
        },
      },
      // Invalid vectors have a rule and a path, valid ones have neither.
      if: { properties: { valid: { const: true } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { properties: { rule: false, path: false } },
      else: { required: ["rule", "path"], properties: { canonical: false, lossy: false } },
      anyOf: [{ required: ["json"] }, { required: ["protojson"] }, { required: ["binary"] }],
      dependentRequired: { canonical: ["json"], lossy: ["json", "binary"] },
    },
    difference: {
      type: "object",
      required: ["form", "verdict", "reason"],
      additionalProperties: false,
      properties: {
        form: {
          description:
            "What judges the vector: the JSON codec, the rules of the protos applied to the message that was read, the strict or the lenient JSON Schema, the schema in the OpenAPI document, or the readers of a protobuf library.",
          enum: ["codec", "protovalidate", "strict", "lenient", "openapi", "protobuf"],
        },
        verdict: { enum: ["valid", "invalid"] },
        reason: { description: "Key into `reasons`.", type: "string" },
      },
    },
  },
};
