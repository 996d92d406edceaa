// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqliteHarness } from "../../test/suites/open-sqlite-harness.js";
import { isServerError } from "../errors/server-error.js";
import type { EventStore } from "../store/contract/event-store.js";
import { createKey, type KeyRequest } from "./create-key.js";
import { hashKey, isGuessableKey } from "./key-text.js";

let store: EventStore;
let dispose: () => Promise<void>;
beforeAll(async () => {
  ({ store, dispose } = await openSqliteHarness());
});
afterAll(() => dispose());

test("creates a random key and stores only its hash", async () => {
  const { key, stored } = await createKey(store.keys, { tenantId: "acme" }, () => 1234);
  expect(key).toMatch(new RegExp(`^chk_${stored.id}_[0-9a-f]{48}$`));
  expect(isGuessableKey(key)).toBe(false);
  expect(stored).toEqual({
    id: stored.id,
    hash: hashKey(key),
    tenantId: "acme",
    projectIds: [],
    scopes: ["ingest", "query"],
    label: "",
    createdMs: 1234,
  });
  expect(JSON.stringify(await store.keys.list())).not.toContain(key.slice(-48));
  expect(await store.keys.findByHash(hashKey(key))).toMatchObject({ id: stored.id, tenantId: "acme" });
});

test("never creates the same key twice", async () => {
  const keys = await Promise.all(Array.from({ length: 50 }, () => createKey(store.keys, { tenantId: "acme" })));
  expect(new Set(keys.map(({ key }) => key)).size).toBe(50);
});

test("accepts a key that a caller already has, once", async () => {
  const request = {
    tenantId: "acme",
    projectIds: ["a", "b", "a"],
    scopes: ["query"],
    label: "old",
    key: "dev-key-acme",
  } as const;
  const { key, stored } = await createKey(store.keys, request);
  expect(key).toBe("dev-key-acme");
  expect(stored).toMatchObject({ projectIds: ["a", "b"], scopes: ["query"], label: "old" });
  await expect(createKey(store.keys, { ...request, tenantId: "globex" })).rejects.toMatchObject({
    name: "StoreError",
    code: "conflict",
  });
});

test.each<[Partial<KeyRequest>, string, string]>([
  [{ tenantId: "" }, "tenantId", "expected an identifier of 1 to 256 bytes, got 0"],
  [{ tenantId: "é".repeat(129) }, "tenantId", "expected an identifier of 1 to 256 bytes, got 258"],
  [{ projectIds: ["a", ""] }, "projectIds", "expected an identifier of 1 to 256 bytes, got 0"],
  [{ scopes: [] }, "scopes", "expected some of ingest, query, redact, got none"],
  [{ scopes: ["admin" as never] }, "scopes", "expected some of ingest, query, redact, got admin"],
  [{ label: "x".repeat(257) }, "label", "expected at most 256 bytes, got 257"],
  [{ key: "short" }, "key", "expected 8 to 512 characters, got 5"],
  [{ key: "x".repeat(513) }, "key", "expected 8 to 512 characters, got 513"],
  [{ key: "a secret key" }, "key", "expected visible ASCII characters without spaces"],
])("refuses %j", async (request, path, expectation) => {
  const error = await createKey(store.keys, { tenantId: "acme", ...request }).catch((thrown: unknown) => thrown);
  expect(isServerError(error)).toBe(true);
  expect(error).toMatchObject({ code: "invalid_option", path, message: `[invalid_option] ${path}: ${expectation}` });
});

test.each(["dev-key-acme", "password", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "12345678901234567890123"])(
  "takes %s for guessable",
  (key) => {
    expect(isGuessableKey(key)).toBe(true);
  },
);
