// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isStoreError, StoreError, type StoreErrorCode } from "../../contract/store-error.js";

// SQLSTATEs, or classes of them (their first two characters). All others are unavailable.
const codes: Readonly<Record<string, StoreErrorCode>> = {
  "28": "unsupported", // invalid authorization
  "3D": "unsupported", // no such database
  "42": "unsupported", // no such table, or no privilege
  "0A": "unsupported", // feature not supported
  XX001: "corrupt", // data corrupted
  XX002: "corrupt", // index corrupted
};

// SQLSTATEs, or classes of them.
const transient: ReadonlySet<string> = new Set([
  "08", // connection exception
  "40", // serialization failure, deadlock
  "25006", // read-only transaction: the server has become a standby
  "53300", // too many connections
  "55P03", // lock not available
  "57014", // query canceled
  "57P01", // admin shutdown
  "57P02", // crash shutdown
  "57P03", // cannot connect now
  "57P05", // idle session timeout
  "25P03", // idle in transaction session timeout
]);

/** Converts an error to a `StoreError`. Errors without an SQLSTATE count as failures of the connection. */
export function toStoreError(cause: unknown): StoreError {
  if (isStoreError(cause)) {
    return cause;
  }
  const state = sqlStateOf(cause);
  const text = cause instanceof Error ? cause.message || cause.name : String(cause);
  const code = (state !== undefined && (codes[state] ?? codes[state.slice(0, 2)])) || "unavailable";
  return new StoreError(code, `postgres: ${text}${state === undefined ? "" : ` (SQLSTATE ${state})`}`, { cause });
}

/** Returns whether a retry on a new connection may soon succeed. */
export function isTransient(cause: unknown): boolean {
  if (isStoreError(cause)) {
    return cause.code === "unavailable";
  }
  const state = sqlStateOf(cause);
  return state === undefined || transient.has(state) || transient.has(state.slice(0, 2));
}

/** Returns whether a statement was canceled, usually because it exceeded `statement_timeout`. */
export function isCancelled(cause: unknown): boolean {
  return sqlStateOf(cause) === "57014";
}

function sqlStateOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  // System errors have codes too. Those that look like an SQLSTATE, such as EPIPE, have no severity.
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && "severity" in (error as Error) ? code : undefined;
}
