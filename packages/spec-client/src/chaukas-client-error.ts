// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Why a client could not be created. */
export type ChaukasClientErrorCode = "invalid_option";

/** Thrown by {@link createChaukasClient}. Failed calls throw a `ConnectError` instead. */
export class ChaukasClientError extends Error {
  override readonly name = "ChaukasClientError";
  /** The kind of the error. */
  readonly code: ChaukasClientErrorCode;
  /** Name of the invalid option, such as `baseUrl` or `retry.maxAttempts`. */
  readonly path: string;

  constructor(code: ChaukasClientErrorCode, path: string, expectation: string, options?: ErrorOptions) {
    super(`[${code}] ${path}: ${expectation}`, options);
    this.code = code;
    this.path = path;
  }
}

/** Returns whether a value is a {@link ChaukasClientError}, from any installed copy of this package. */
export function isChaukasClientError(value: unknown): value is ChaukasClientError {
  return value instanceof Error && value.name === "ChaukasClientError" && "code" in value && "path" in value;
}
