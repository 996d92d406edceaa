// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "@chaukas/server";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "chaukas-open-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ["a path", (file: string) => file],
  ["a path with the prefix sqlite:", (file: string) => `sqlite:${file}`],
])("%s opens an SQLite database", async (name, toUrl) => {
  const file = join(folder, `${name.length}-postgres.db`);
  const store = await openStore(toUrl(file));
  await store.close();
  expect(existsSync(file)).toBe(true);
});

test.each(["postgres", "postgresql"])("a %s: URL opens a PostgreSQL database", async (scheme) => {
  // Nothing listens on port 1. A file with this name must not be created.
  const url = `${scheme}://nobody@127.0.0.1:1/chaukas`;
  await expect(openStore(url, { retryMs: 0 })).rejects.toMatchObject({ name: "StoreError", code: "unavailable" });
  expect(existsSync(url)).toBe(false);
});

test.each([
  ["mysql://root:secret@127.0.0.1/chaukas", "a mysql: URL"],
  [":memory:", '":memory:"'],
  ["sqlite:", '"sqlite:"'],
  ["", '""'],
])("%j is refused", async (url, got) => {
  const message = `store: expected a file path, sqlite:PATH or postgres://HOST/DATABASE, got ${got}`;
  await expect(openStore(url)).rejects.toMatchObject({ name: "StoreError", code: "unsupported", message });
});
