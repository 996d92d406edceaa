// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from "vitest";
import type { EventLog, SavedCheckpoint } from "../../src/store/contract/event-log.js";
import { makeNewEvent } from "../events/make-new-event.js";
import type { StoreHarness } from "./store-harness.js";

export function describeCheckpoints(get: () => StoreHarness): void {
  const logOf = () => get().store.log as EventLog;
  const append = (tenantId: string, count: number) =>
    get().store.append(Array.from({ length: count }, () => makeNewEvent({ tenantId })));
  const make = (size: number, fill = size): SavedCheckpoint => ({
    size,
    root: new Uint8Array(32).fill(fill),
    note: `note of ${size}\n\n— ☃ \n`,
    signedMs: 1_760_000_000_000 + size,
  });

  describe("checkpoints", () => {
    test("are stored unchanged, and the largest is read", async () => {
      const tenantId = "checkpoints";
      await append(tenantId, 5);
      for (const size of [1, 3, 5]) {
        await logOf().saveCheckpoint(tenantId, make(size));
        expect(await logOf().readCheckpoint(tenantId)).toEqual(make(size));
      }
      await get().reopen();
      expect(await logOf().readCheckpoint(tenantId)).toEqual(make(5));
      expect(await logOf().readCheckpoint("checkpoints-of-nobody")).toBeUndefined();
    });

    test("may be saved again", async () => {
      const tenantId = "checkpoints-again";
      await append(tenantId, 2);
      await logOf().saveCheckpoint(tenantId, make(2));
      await logOf().saveCheckpoint(tenantId, { ...make(2), signedMs: 7 });
      expect(await logOf().readCheckpoint(tenantId)).toEqual(make(2));
    });

    test.each([
      ["smaller than the last one", make(2)],
      ["of another root at the same size", make(3, 9)],
      ["larger than the log", make(5)],
    ])("are rejected if %s", async (_, checkpoint) => {
      const tenantId = "checkpoints-refused";
      if ((await logOf().readHead(tenantId)).size === 0) {
        await append(tenantId, 4);
        await logOf().saveCheckpoint(tenantId, make(3));
      }
      await expect(logOf().saveCheckpoint(tenantId, checkpoint)).rejects.toMatchObject({
        name: "StoreError",
        code: "conflict",
      });
      expect(await logOf().readCheckpoint(tenantId)).toEqual(make(3));
    });

    test("never shrink, even if many are saved at once", async () => {
      const tenantId = "checkpoints-race";
      await append(tenantId, 20);
      const sizes = Array.from({ length: 20 }, (_, index) => ((index * 7) % 20) + 1);
      const outcomes = await Promise.allSettled(sizes.map((size) => logOf().saveCheckpoint(tenantId, make(size))));
      const refused = outcomes.filter(({ status }) => status === "rejected");
      expect(refused.length).toBeLessThan(20);
      expect(await logOf().readCheckpoint(tenantId)).toEqual(make(20));
    });
  });
}
