// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from "vitest";
import type { CursorStore } from "../../src/store/contract/cursor-store.js";
import type { StoreHarness } from "./store-harness.js";

export function describeCursors(get: () => StoreHarness): void {
  const cursors = (): CursorStore => get().store.cursors as CursorStore;

  describe("cursors", () => {
    test("are set once, then only by who knows the value", async () => {
      expect(await cursors().read("one")).toBeUndefined();
      expect(await cursors().replace("one", "0", "1")).toBe(false);
      expect(await cursors().replace("one", undefined, "🚀 1")).toBe(true);
      expect(await cursors().replace("one", undefined, "2")).toBe(false);
      expect(await cursors().replace("one", "1", "2")).toBe(false);
      expect(await cursors().read("one")).toBe("🚀 1");
      expect(await cursors().replace("one", "🚀 1", "2")).toBe(true);
      expect(await cursors().read("two")).toBeUndefined();
    });

    test("are set by one of several at a time", async () => {
      const change = (value: string) => cursors().replace("shared", undefined, value);
      const set = await Promise.all(["a", "b", "c", "d"].map(change));
      expect(set.filter(Boolean)).toHaveLength(1);
      expect(await cursors().read("shared")).toBe("abcd"[set.indexOf(true)]);
    });

    test("outlive the store", async () => {
      await cursors().replace("kept", undefined, "7");
      const { cursors: reopened } = await get().reopen();
      expect(await reopened?.read("kept")).toBe("7");
    });
  });
}
