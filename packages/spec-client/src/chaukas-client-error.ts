// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Why a client could not be created. */
export type ChaukasClientErrorCode = "invalid_option";

/** Thrown by {@link createChaukasClient}. Failed calls throw a `ConnectError` instead. */
export class ChaukasClientError extends Error {
  override readonly name = "ChaukasClientError";
  /** What kind of fault it is. */
  readonly code: ChaukasClientErrorCode;
  /** Name of the option at fault, such as `baseUrl` or `retry.maxAttempts`. */
  readonly path: string;

  constructor(code: ChaukasClientErrorCode, path: string, expectation: string, options?: ErrorOptions) {
    super(`[${code}] ${path}: ${expectation}`, options);
    this.code = code;
    this.path = path;
  }
}

/** Tells whether a value is a {@link ChaukasClientError}, of this or of another installed copy of the package. */
export function isChaukasClientError(value: unknown): value is ChaukasClientError {
  return value instanceof Error && value.name === "ChaukasClientError" && "code" in value && "path" in value;
}
