// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Why a part of the server could not be made. */
export type ServerErrorCode = "invalid_option";

/** Thrown when a part of the server is given something that it cannot work with. */
export class ServerError extends Error {
  override readonly name = "ServerError";

  constructor(
    readonly code: ServerErrorCode,
    /** Name of the option at fault, such as `limits.maxEventBytes`. */
    readonly path: string,
    expectation: string,
    options?: ErrorOptions,
  ) {
    super(`[${code}] ${path}: ${expectation}`, options);
  }
}

/** Whether a value is a {@link ServerError}, of this copy of the package or another. */
export function isServerError(value: unknown): value is ServerError {
  return value instanceof Error && value.name === "ServerError" && "code" in value && "path" in value;
}
