// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { parseBearer } from "./parse-bearer.js";

test.each(["Bearer dev-key-acme", "bearer dev-key-acme", "BEARER   dev-key-acme", "Bearer dev-key-acme "])(
  "reads the key from %j",
  (header) => {
    expect(parseBearer(header)).toBe("dev-key-acme");
  },
);

test("reports a missing header", () => {
  expect(() => parseBearer(null)).toThrow(
    new ConnectError('authorization: expected "Bearer" and a key, got no such header', Code.Unauthenticated),
  );
});

test.each([
  "",
  "Bearer",
  "Bearer ",
  "Basic c2VjcmV0OnNlY3JldA==",
  "dev-key-acme",
  "Bearer one two",
  // As joined by Headers if the header was sent twice.
  "Bearer one-key, Bearer two-key",
  "Bearer kéy",
  "Bearer \u0000key",
  `Bearer ${"x".repeat(513)}`,
])("refuses %j without showing it", (header) => {
  expect(() => parseBearer(header)).toThrow(
    new ConnectError('authorization: expected "Bearer" and a key, got something else', Code.Unauthenticated),
  );
});
