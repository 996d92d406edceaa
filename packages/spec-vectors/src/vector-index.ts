// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** What `index.json` holds. */
export interface VectorIndex {
  /** Relative path of the JSON Schema of this file. */
  readonly $schema: string;
  /** Why a form may judge a vector otherwise, as English sentences, by the key that a difference names. */
  readonly reasons: Readonly<Record<string, string>>;
  /** All vectors, in a stable order. */
  readonly vectors: readonly VectorEntry[];
}

/** One vector. Names of files are relative to the folder of `index.json`. */
export interface VectorEntry {
  /** Group and name, such as `types/agent-start`. Stable between versions. */
  readonly id: string;
  /** Full proto name of the message, such as `chaukas.spec.common.v1.Event`. */
  readonly message: string;
  /** What the vector is about, in one sentence. */
  readonly summary: string;
  /** Whether the message is one that may be sent: it can be read, and keeps every rule of the protos. */
  readonly valid: boolean;
  /** File with the message in public JSON. */
  readonly json?: string;
  /** File with what a writer makes of the message in public JSON, where that is not `json`. */
  readonly canonical?: string;
  /** File with the message in ProtoJSON. */
  readonly protojson?: string;
  /** File with the message in protobuf's binary form. */
  readonly binary?: string;
  /** True when the public JSON does not hold all that is in `binary`, so that reading `json` gives another message. */
  readonly lossy?: true;
  /**
   * Rule that an invalid vector breaks: a rule of protovalidate, such as `string.max_bytes`, an error code of the
   * JSON codec, such as `unknown_key`, or `malformed_binary`.
   */
  readonly rule?: string;
  /**
   * JSON Pointer (RFC 6901) to the value that breaks the rule: into the ProtoJSON where that is the only JSON of the
   * vector, else into the public JSON, whether or not the vector has that.
   */
  readonly path?: string;
  /** What the vector is about, in single words. */
  readonly tags: readonly string[];
  /** Forms whose verdict is not `valid`. */
  readonly differences?: readonly Difference[];
}

/**
 * What judges a vector: our JSON codec, the rules of the protos on the message that was read, the strict and the
 * lenient JSON Schema, the schema in the OpenAPI document, and the readers of a protobuf library.
 */
export type VectorForm = "codec" | "protovalidate" | "strict" | "lenient" | "openapi" | "protobuf";

/** A form that judges a vector otherwise than the vector itself does. */
export interface Difference {
  readonly form: VectorForm;
  readonly verdict: "valid" | "invalid";
  /** Key into `reasons` of the index. */
  readonly reason: string;
}
