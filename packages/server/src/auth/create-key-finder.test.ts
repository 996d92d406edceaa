// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openSqliteHarness } from "../../test/suites/open-sqlite-harness.js";
import type { EventStore } from "../store/contract/event-store.js";
import type { KeyStore } from "../store/contract/key-store.js";
import { createKey } from "./create-key.js";
import { createKeyFinder, type KeyFinder, knownKeyMs, unknownKeyMs } from "./create-key-finder.js";

let store: EventStore;
let dispose: () => Promise<void>;
let find: KeyFinder;
let asked: number;
let nowMs: number;
beforeAll(async () => {
  ({ store, dispose } = await openSqliteHarness());
});
afterAll(() => dispose());
beforeEach(() => {
  asked = 0;
  nowMs = 1_000_000;
  const keys: KeyStore = {
    ...store.keys,
    findByHash(hash) {
      asked += 1;
      return store.keys.findByHash(hash);
    },
  };
  find = createKeyFinder(
    keys,
    (question) => question(),
    () => nowMs,
  );
});

test("finds a key, and queries the store once for many calls", async () => {
  const { key, stored } = await createKey(store.keys, { tenantId: "acme" });
  const found = await Promise.all(Array.from({ length: 20 }, () => find(key)));
  expect(found.map((one) => one?.id)).toEqual(Array(20).fill(stored.id));
  nowMs += knownKeyMs - 1;
  await find(key);
  expect(asked).toBe(1);
});

test("refuses a revoked key once the cached answer expires", async () => {
  const { key, stored } = await createKey(store.keys, { tenantId: "acme" });
  await find(key);
  await store.keys.revoke(stored.id, nowMs);
  nowMs += knownKeyMs;
  expect(await find(key)).toBeUndefined();
});

test("queries the store again after the clock is set back", async () => {
  const { key, stored } = await createKey(store.keys, { tenantId: "acme" });
  await find(key);
  await store.keys.revoke(stored.id, nowMs);
  nowMs -= 1;
  expect(await find(key)).toBeUndefined();
});

test("refuses an unknown key for a while without a lookup, and then finds it if it has been created since", async () => {
  expect(await find("dev-key-acme")).toBeUndefined();
  await createKey(store.keys, { tenantId: "acme", key: "dev-key-acme" });
  nowMs += unknownKeyMs - 1;
  expect(await find("dev-key-acme")).toBeUndefined();
  expect(asked).toBe(1);
  nowMs += 1;
  expect(await find("dev-key-acme")).toMatchObject({ tenantId: "acme" });
});

test("keeps keys in use cached while others are guessed", async () => {
  const { key } = await createKey(store.keys, { tenantId: "acme" });
  await find(key);
  for (let guess = 0; guess < 10_500; guess += 1) {
    await find(`guess-${guess}`);
  }
  const before = asked;
  await find(key);
  expect(asked).toBe(before);
});

test("does not cache an error of the store", async () => {
  const { key } = await createKey(store.keys, { tenantId: "acme" });
  let fails = true;
  const flaky = createKeyFinder(
    store.keys,
    async (question) => {
      if (fails) {
        throw new Error("connection lost");
      }
      return question();
    },
    () => nowMs,
  );
  await expect(flaky(key)).rejects.toThrow("connection lost");
  fails = false;
  expect(await flaky(key)).toMatchObject({ tenantId: "acme" });
});
