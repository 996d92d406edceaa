// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Why a store could not do what it was asked for.
 *
 * - `unavailable`: it cannot be reached or written for now (locked, disk full, connection lost); nothing was
 *   acknowledged and the caller should try again.
 * - `too_costly`: the query would read more than the store allows.
 * - `conflict`: what should be created exists.
 * - `corrupt`: what is stored cannot be read; an operator has to look.
 * - `unsupported`: the store was written by a newer version, or the database lacks something that is needed.
 */
export type StoreErrorCode = "unavailable" | "too_costly" | "conflict" | "corrupt" | "unsupported";

/** Failure of a store. Its message is for operators and never reaches a caller of the server. */
export class StoreError extends Error {
  override readonly name = "StoreError";

  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether a value is a {@link StoreError}, of this copy of the package or another. */
export function isStoreError(value: unknown): value is StoreError {
  return value instanceof Error && value.name === "StoreError" && "code" in value;
}
