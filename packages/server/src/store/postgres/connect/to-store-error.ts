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

// Classes of SQLSTATEs: the statement, or a value in it, is wrong, which no retry changes.
const faults: ReadonlySet<string> = new Set([
  "22", // data exception
  "23", // integrity constraint violation
  "P0", // raised by a trigger
]);

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

// SQLSTATEs, and codes of Node for connections. What an operator can do about them.
const remedies: Readonly<Record<string, string>> = {
  "28000": "check the user in the URL: the role must exist, may log in, and pg_hba.conf must admit it from here",
  "28P01": "check the user and the password in the URL",
  "3D000": "check the name of the database in the URL, or create the database",
  "42501": "as the owner of the tables, grant the role what it needs: `chaukas-server migrate URL --server-role ROLE`",
  "42P01": "as the owner of the database, create the tables: `chaukas-server migrate URL`",
  "53100": "make room on the disk of PostgreSQL",
  "53300": "raise max_connections of PostgreSQL, or end other sessions",
  "55P03": "find the session that holds the lock in pg_locks, and end it or wait",
  "57P03": "wait until PostgreSQL has started",
  ECONNREFUSED: "check host and port in the URL, and that PostgreSQL runs and listens there",
  ENOTFOUND: "check the name of the host in the URL",
  EAI_AGAIN: "check the name of the host in the URL, and that names can be resolved",
  ETIMEDOUT: "check host and port in the URL, and that no firewall is in between",
  EHOSTUNREACH: "check the host in the URL, and that there is a route to it",
  DEPTH_ZERO_SELF_SIGNED_CERT: "name the certificate of the authority in the URL (sslrootcert=FILE)",
  SELF_SIGNED_CERT_IN_CHAIN: "name the certificate of the authority in the URL (sslrootcert=FILE)",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "name the certificate of the authority in the URL (sslrootcert=FILE)",
  ERR_TLS_CERT_ALTNAME_INVALID: "use the host that the certificate of PostgreSQL names",
  CERT_HAS_EXPIRED: "renew the certificate of PostgreSQL",
};

// Errors of the driver that have no code, and that no retry can change.
const settled: readonly (readonly [RegExp, string])[] = [
  [/client password must be/, "add the password to the URL, or set PGPASSWORD"],
  [/does not support SSL/, "turn on ssl in PostgreSQL, or take sslmode from the URL"],
];

/**
 * Converts an error of the driver to a `StoreError`. Errors without an SQLSTATE count as failures of the connection.
 * Returns an error unchanged if PostgreSQL refuses what a statement does.
 */
export function toStoreError(cause: unknown): unknown {
  const state = sqlStateOf(cause);
  if (isStoreError(cause) || faults.has(state?.slice(0, 2) ?? "")) {
    return cause;
  }
  const advice = settledRemedy(cause);
  const remedy = remedies[state ?? codeOf(cause) ?? ""] ?? advice;
  const code = state === undefined ? advice && "unsupported" : (codes[state] ?? codes[state.slice(0, 2)]);
  const text = `postgres: ${describe(cause)}${state === undefined ? "" : ` (SQLSTATE ${state})`}`;
  return new StoreError(code || "unavailable", text, { cause, remedy });
}

/** Returns the message of an error. That of several failed connections has none of its own. */
function describe(error: unknown): string {
  if (error instanceof AggregateError && error.message === "" && error.errors.length > 0) {
    return error.errors.map(describe).join(", ");
  }
  return error instanceof Error ? error.message || error.name : String(error);
}

function settledRemedy(error: unknown): string | undefined {
  return settled.find(([pattern]) => error instanceof Error && pattern.test(error.message))?.[1];
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Returns whether a retry on a new connection may soon succeed. */
export function isTransient(cause: unknown): boolean {
  if (isStoreError(cause)) {
    return cause.code === "unavailable";
  }
  const state = sqlStateOf(cause);
  return state === undefined
    ? settledRemedy(cause) === undefined
    : transient.has(state) || transient.has(state.slice(0, 2));
}

/** Returns whether PostgreSQL lacked a resource, such as room on its disk, or could not use its files. */
export function isOutOfResources(error: unknown): boolean {
  const state = sqlStateOf(isStoreError(error) ? error.cause : error);
  return state !== undefined && ["53", "58"].includes(state.slice(0, 2));
}

/** Returns whether a statement waited too long for a lock of another session, as set by `lock_timeout`. */
export function isLockTimeout(cause: unknown): boolean {
  return sqlStateOf(cause) === "55P03";
}

/** Returns whether a statement was canceled: it exceeded `statement_timeout`, or an operator canceled it. */
export function isCancelled(cause: unknown): boolean {
  return sqlStateOf(cause) === "57014";
}

function sqlStateOf(error: unknown): string | undefined {
  const code = codeOf(error);
  // System errors have codes too. Those that look like an SQLSTATE, such as EPIPE, have no severity.
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) && "severity" in (error as Error) ? code : undefined;
}
