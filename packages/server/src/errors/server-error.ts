// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Reason for a {@link ServerError}. */
export type ServerErrorCode = "invalid_option";

/** Thrown when a part of the server is created with an invalid option. */
export class ServerError extends Error {
  override readonly name = "ServerError";

  constructor(
    readonly code: ServerErrorCode,
    /** Name of the invalid option, such as `limits.maxEventBytes`. */
    readonly path: string,
    expectation: string,
    options?: ErrorOptions,
  ) {
    super(`[${code}] ${path}: ${expectation}`, options);
  }
}

/** Returns whether a value is a {@link ServerError}, also one from another copy of this package. */
export function isServerError(value: unknown): value is ServerError {
  return value instanceof Error && value.name === "ServerError" && "code" in value && "path" in value;
}
