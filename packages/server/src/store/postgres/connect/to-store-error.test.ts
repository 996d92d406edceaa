// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseError } from "pg";
import { expect, it } from "vitest";
import { StoreError } from "../../contract/store-error.js";
import { isTransient, toStoreError } from "./to-store-error.js";

/** Returns an error as the driver creates it from a response of the server. */
function stateError(code: string): DatabaseError {
  return Object.assign(new DatabaseError("it failed", 0, "error"), { code, severity: "ERROR" });
}

it.each([
  ["08006", "unavailable", true],
  ["40001", "unavailable", true],
  ["40P01", "unavailable", true],
  ["25006", "unavailable", true],
  ["53300", "unavailable", true],
  ["55P03", "unavailable", true],
  ["57014", "unavailable", true],
  ["57P01", "unavailable", true],
  ["57P02", "unavailable", true],
  ["57P03", "unavailable", true],
  ["53100", "unavailable", false],
  ["28P01", "unsupported", false],
  ["3D000", "unsupported", false],
  ["42501", "unsupported", false],
  ["42P01", "unsupported", false],
  ["XX000", "unavailable", false],
  ["XX001", "corrupt", false],
] as const)("maps SQLSTATE %s to %s, transient: %s", (state, code, passes) => {
  const cause = stateError(state);
  const message = `postgres: it failed (SQLSTATE ${state})`;
  expect(toStoreError(cause)).toMatchObject({ name: "StoreError", code, message, cause });
  expect(isTransient(cause)).toBe(passes);
});

it.each([
  Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" }),
  Object.assign(new Error("write EPIPE"), { code: "EPIPE" }),
  new Error("Connection terminated unexpectedly"),
])("treats an error without an SQLSTATE as a broken connection: %s", (cause) => {
  expect(toStoreError(cause)).toMatchObject({ code: "unavailable", message: `postgres: ${cause.message}` });
  expect(isTransient(cause)).toBe(true);
});

it("uses the class name of an error without a message, as when several addresses refuse the connection", () => {
  expect(toStoreError(new AggregateError([]))).toMatchObject({ message: "postgres: AggregateError" });
});

it.each([
  ["28000", "check the user in the URL"],
  ["28P01", "check the user and the password in the URL"],
  ["3D000", "check the name of the database in the URL"],
  ["42501", "as the owner of the tables, grant the role what it needs"],
  ["53100", "make room on the disk of PostgreSQL"],
  ["55P03", "find the session that holds the lock"],
])("says what to do about SQLSTATE %s", (state, remedy) => {
  expect(toStoreError(stateError(state))).toMatchObject({ remedy: expect.stringMatching(`^${remedy}`) });
});

it("names each address that refuses the connection", () => {
  const refused = (address: string) => Object.assign(new Error(`connect ECONNREFUSED ${address}`), {});
  const cause = Object.assign(new AggregateError([refused("::1:1"), refused("127.0.0.1:1")]), { code: "ECONNREFUSED" });
  expect(toStoreError(cause)).toMatchObject({
    code: "unavailable",
    message: "postgres: connect ECONNREFUSED ::1:1, connect ECONNREFUSED 127.0.0.1:1",
    remedy: "check host and port in the URL, and that PostgreSQL runs and listens there",
  });
});

it.each([
  [
    "SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string",
    "add the password to the URL, or set PGPASSWORD",
  ],
  ["The server does not support SSL connections", "turn on ssl in PostgreSQL, or take sslmode from the URL"],
])("does not retry what no retry can change: %s", (message, remedy) => {
  const cause = new Error(message);
  expect(toStoreError(cause)).toMatchObject({ code: "unsupported", message: `postgres: ${message}`, remedy });
  expect(isTransient(cause)).toBe(false);
});

it.each(["22021", "23505", "P0001"])("returns an error unchanged that blames a statement: SQLSTATE %s", (state) => {
  const error = stateError(state);
  expect(toStoreError(error)).toBe(error);
  expect(isTransient(error)).toBe(false);
});

it("returns an error of the store unchanged", () => {
  const error = new StoreError("corrupt", "unchanged");
  expect(toStoreError(error)).toBe(error);
  expect(isTransient(error)).toBe(false);
});
