// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from "vitest";
import type { StoredKey } from "../../src/store/contract/key-store.js";
import { isStoreError } from "../../src/store/contract/store-error.js";
import type { StoreHarness } from "./store-harness.js";

export function describeKeys(get: () => StoreHarness): void {
  const key = (id: string, byte: number, more: Partial<StoredKey> = {}): StoredKey => ({
    id,
    hash: new Uint8Array(32).fill(byte),
    tenantId: "acme",
    projectIds: [],
    scopes: ["ingest", "query"],
    label: "for tests",
    createdMs: 1000 + byte,
    ...more,
  });

  describe("keys", () => {
    test("are stored with all their properties", async () => {
      const { keys } = get().store;
      expect(await keys.isEmpty()).toBe(true);
      const full = key("k1", 1, {
        tenantId: "a\u0000b",
        projectIds: ["p\u0000", "q,r"],
        scopes: ["query"],
        label: "🚀\u0000",
      });
      await keys.create(full);
      expect(await keys.isEmpty()).toBe(false);
      expect(await keys.findByHash(full.hash)).toEqual(full);
      expect(await keys.findByHash(new Uint8Array(32))).toBeUndefined();
    });

    test("are listed oldest first, of all tenants or of one", async () => {
      const { keys } = get().store;
      await keys.create(key("k3", 3, { tenantId: "list" }));
      await keys.create(key("k2", 2, { tenantId: "list" }));
      expect((await keys.list()).map(({ id }) => id)).toEqual(["k1", "k2", "k3"]);
      expect((await keys.list("list")).map(({ id }) => id)).toEqual(["k2", "k3"]);
      expect(await keys.list("nobody")).toEqual([]);
    });

    test("cannot share an id or a hash", async () => {
      const { keys } = get().store;
      await keys.create(key("k4", 4));
      for (const taken of [key("k4", 44), key("k44", 4)]) {
        const error = await keys.create(taken).catch((reason: unknown) => reason);
        expect(isStoreError(error) && error.code).toBe("conflict");
        expect((error as Error).message).toBe(
          `key "${taken.id}": its id or its hash is taken by another key; make a new one`,
        );
      }
    });

    test("are revoked permanently", async () => {
      const { keys } = get().store;
      await keys.create(key("k5", 5));
      expect(await keys.revoke("k5", 7000)).toBe(true);
      expect(await keys.revoke("k5", 8000)).toBe(true);
      expect(await keys.findByHash(new Uint8Array(32).fill(5))).toEqual(key("k5", 5, { revokedMs: 7000 }));
      expect(await keys.revoke("nobody", 7000)).toBe(false);
    });

    test("are kept when the store is closed and opened again", async () => {
      const before = await get().store.keys.list();
      const store = await get().reopen();
      expect(await store.keys.list()).toEqual(before);
    });
  });
}
