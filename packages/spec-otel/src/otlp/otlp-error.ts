// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What is wrong with a message of OTLP:
 * - `syntax`: the text is not JSON, or the bytes are not protobuf;
 * - `wrong_type`: a value has another type than its field;
 * - `bad_value`: the type is right, but the value is not one of those expected;
 * - `out_of_range`: a number does not fit into its field;
 * - `too_deep`: values are nested more than 64 deep;
 * - `too_many`: there are more resources, scopes, and spans or log records than the caller allows.
 */
export type OtlpErrorCode = "syntax" | "wrong_type" | "bad_value" | "out_of_range" | "too_deep" | "too_many";

/** Thrown for OTLP that cannot be read. */
export class OtlpError extends Error {
  override readonly name = "OtlpError";
  readonly code: OtlpErrorCode;
  /** Place of the value, such as `resourceSpans[0].scopeSpans[0].spans[3].traceId`. Empty for the whole message. */
  readonly path: string;

  /** Composes the message from the path and a text such as `expected 32 hex digits, got "x"`. */
  constructor(code: OtlpErrorCode, path: string, problem: string, options?: ErrorOptions) {
    super(`${path === "" ? "request" : path}: ${problem}`, options);
    this.code = code;
    this.path = path;
  }
}

/** Returns whether a value is an {@link OtlpError}, from any installed copy of this package. */
export function isOtlpError(value: unknown): value is OtlpError {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    value.name === "OtlpError" &&
    "code" in value &&
    typeof value.code === "string" &&
    "path" in value &&
    typeof value.path === "string"
  );
}
