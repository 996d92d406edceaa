// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reason for the failure of a store.
 *
 * - `unavailable`: the store temporarily cannot be reached or written (locked, disk full, connection lost). Nothing was
 *   acknowledged, and the caller should retry.
 * - `too_costly`: the query would read more than the store allows.
 * - `conflict`: the object to create already exists.
 * - `corrupt`: the stored data cannot be read. An operator has to investigate.
 * - `unsupported`: the store was written by a newer version or an unreleased one, or the database lacks a required feature.
 */
export type StoreErrorCode = "unavailable" | "too_costly" | "conflict" | "corrupt" | "unsupported";

/** Options of a {@link StoreError}. */
export interface StoreErrorOptions extends ErrorOptions {
  /** What an operator can do about it, if that is more specific than what the code says. */
  readonly remedy?: string | undefined;
}

/** Failure of a store. Its message is for operators, and is never sent to callers of the server. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  /** What an operator can do about it. Absent if there is only the general advice for the code. */
  readonly remedy?: string;

  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options: StoreErrorOptions = {},
  ) {
    super(message, options);
    if (options.remedy !== undefined) {
      this.remedy = options.remedy;
    }
  }
}

/**
 * Returns the error for a store whose schema is older than the first one that was released, from which no migration
 * leads to the current one. `store` names it in the message.
 */
export function earlierBuildError(store: string): StoreError {
  const problem = "made by an earlier build, which this version cannot read";
  return new StoreError(
    "unsupported",
    `${store}: ${problem}; export its events with that build, and import them into a new store`,
  );
}

/** Returns whether a value is a {@link StoreError}, from this copy of the package or another. */
export function isStoreError(value: unknown): value is StoreError {
  return value instanceof Error && value.name === "StoreError" && "code" in value;
}
