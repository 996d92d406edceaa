// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** The contents of `index.json`. */
export interface VectorIndex {
  /** Relative path of the JSON Schema of this file. */
  readonly $schema: string;
  /** Why the verdict of a form may differ from that of a vector, as English sentences, by the key in a difference. */
  readonly reasons: Readonly<Record<string, string>>;
  /** All vectors, in a stable order. */
  readonly vectors: readonly VectorEntry[];
}

/** One vector. File names are relative to the folder of `index.json`. */
export interface VectorEntry {
  /** Group and name, such as `types/agent-start`. Stable between versions. */
  readonly id: string;
  /** Full proto name of the message, such as `chaukas.spec.common.v1.Event`. */
  readonly message: string;
  /** What the vector is about, in one sentence. */
  readonly summary: string;
  /** Whether the message may be sent: it can be read, and satisfies every rule of the protos. */
  readonly valid: boolean;
  /** File with the message in public JSON. */
  readonly json?: string;
  /** File with what a writer produces for the message in public JSON, if that differs from `json`. */
  readonly canonical?: string;
  /** File with the message in ProtoJSON. */
  readonly protojson?: string;
  /** File with the message in protobuf's binary form. */
  readonly binary?: string;
  /** True if the public JSON does not contain everything in `binary`, so reading `json` returns another message. */
  readonly lossy?: true;
  /**
   * Rule that an invalid vector violates: a rule of protovalidate such as `string.max_bytes`, an error code of the JSON
   * codec such as `unknown_key`, or `malformed_binary`.
   */
  readonly rule?: string;
  /**
   * JSON Pointer (RFC 6901) to the value that violates the rule: in the ProtoJSON if that is the only JSON form of the
   * vector, otherwise in the public JSON, whether or not the vector has it.
   */
  readonly path?: string;
  /** What the vector is about, as keywords. */
  readonly tags: readonly string[];
  /** Forms with a verdict that differs from `valid`. */
  readonly differences?: readonly Difference[];
}

/**
 * What judges a vector: the JSON codec of `@chaukas/spec-common`, the rules of the protos applied to the message that
 * was read, the strict or the lenient JSON Schema, the schema in the OpenAPI document, or the readers of a protobuf
 * library.
 */
export type VectorForm = "codec" | "protovalidate" | "strict" | "lenient" | "openapi" | "protobuf";

/** A form with a verdict that differs from that of the vector. */
export interface Difference {
  readonly form: VectorForm;
  readonly verdict: "valid" | "invalid";
  /** Key into `reasons` of the index. */
  readonly reason: string;
}
