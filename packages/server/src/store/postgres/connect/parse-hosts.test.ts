// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { parseHosts } from "./parse-hosts.js";

const parse = (url: string) => parseHosts(url).map(({ connectionString }) => connectionString);

it("returns a connection string for each host", () => {
  expect(parse("postgres://me:p%40ss@a:5432,b,[::1]:5433/name?sslmode=verify-full")).toEqual([
    "postgres://me:p%40ss@a:5432/name?sslmode=verify-full",
    "postgres://me:p%40ss@b/name?sslmode=verify-full",
    "postgres://me:p%40ss@[::1]:5433/name?sslmode=verify-full",
  ]);
});

it("does not change a string with one host, a socket or no host", () => {
  for (const url of ["postgresql://localhost/name", "postgres://me@/name?host=/var/run", "POSTGRES:///name"]) {
    expect(parse(url)).toEqual([url]);
  }
});

it("rejects an invalid connection string, without repeating it", () => {
  for (const url of ["", "mysql://me:secret@host/name", "secret", "postgres:host"]) {
    expect(() => parseHosts(url)).toThrow(
      expect.objectContaining({
        name: "StoreError",
        code: "unsupported",
        message: "connection string: expected postgres://user@host:port/database",
      }),
    );
  }
});
