// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventType } from "@chaukas/spec-common";
import { describe, expect, test } from "vitest";
import { makeNewEvent } from "../events/make-new-event.js";
import type { StoreHarness } from "./store-harness.js";

export function describeStats(get: () => StoreHarness): void {
  const tenantId = "stats";
  const at = (seconds: number, nanos = 0) => ({ seconds: BigInt(seconds), nanos });

  describe("stats", () => {
    test("of a tenant without events are all zero", async () => {
      expect(await get().store.countEvents({ tenantId: "stats-nobody" })).toEqual({
        totalEvents: 0,
        totalSessions: 0,
        eventsByType: new Map(),
        avgSessionDurationMs: 0,
      });
    });

    test("count events, sessions and types, and average the duration of sessions", async () => {
      await get().store.append([
        makeNewEvent({ tenantId, projectId: "p", sessionId: "s1", type: 1, timestamp: at(100, 500_000_000) }),
        makeNewEvent({ tenantId, projectId: "q", sessionId: "s1", type: 22, timestamp: at(99) }),
        makeNewEvent({ tenantId, projectId: "p", sessionId: "s2", type: 22, timestamp: at(50) }),
      ]);
      await get().store.append([
        makeNewEvent({
          tenantId,
          projectId: "p",
          sessionId: "s1",
          type: 999 as EventType,
          timestamp: at(101, 250_000),
        }),
        makeNewEvent({ tenantId: "stats-other", projectId: "p", sessionId: "s3" }),
      ]);
      const stats = await get().store.countEvents({ tenantId });
      expect(stats).toEqual({
        totalEvents: 4,
        totalSessions: 2,
        eventsByType: new Map([
          [1, 1],
          [22, 2],
          [999, 1],
        ]),
        avgSessionDurationMs: expect.closeTo(2000.25 / 2, 6),
      });
    });

    test("count only the selected projects and time range", async () => {
      const inProject = await get().store.countEvents({ tenantId, projectIds: ["p"] });
      expect([inProject.totalEvents, inProject.totalSessions]).toEqual([3, 2]);
      expect(inProject.avgSessionDurationMs).toBeCloseTo(500.25 / 2, 6);
      const inTime = await get().store.countEvents({ tenantId, start: at(99), end: at(101, 250_000) });
      expect([inTime.totalEvents, inTime.totalSessions]).toEqual([2, 1]);
      expect(inTime.avgSessionDurationMs).toBeCloseTo(1500, 6);
      const both = { tenantId, projectIds: ["q", "nobody"], start: at(0), end: at(99, 1) };
      expect((await get().store.countEvents(both)).eventsByType).toEqual(new Map([[22, 1]]));
    });

    test("do not count duplicates and conflicts", async () => {
      const event = makeNewEvent({ tenantId: "stats-twice" });
      const other = makeNewEvent({ tenantId: "stats-twice", eventId: event.event.eventId, sessionId: "other" });
      await get().store.append([event, event, other]);
      await get().store.append([event, other]);
      const stats = await get().store.countEvents({ tenantId: "stats-twice" });
      expect([stats.totalEvents, stats.totalSessions]).toEqual([1, 1]);
    });

    test("cover the whole range of timestamps", async () => {
      const wide = { tenantId: "stats-wide", sessionId: "s" };
      await get().store.append([
        makeNewEvent({ ...wide, timestamp: { seconds: -62_135_596_800n, nanos: 0 } }),
        makeNewEvent({ ...wide, timestamp: { seconds: 253_402_300_799n, nanos: 999_999_999 } }),
      ]);
      const { avgSessionDurationMs } = await get().store.countEvents({ tenantId: wide.tenantId });
      expect(avgSessionDurationMs).toBe(315_537_897_600_000);
    });
  });
}
