// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { EventSchema } from "@chaukas/spec-common";
import { contentHash, genesisHash } from "@chaukas/spec-integrity";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NewEvent } from "../../src/store/contract/new-event.js";
import { makeNewEvent } from "../events/make-new-event.js";
import type { StoreHarness } from "./store-harness.js";

/** Ids that are difficult for databases, or of the maximum length that the rules allow. */
const hostileIds = [
  "\u0000",
  "a\u0000b",
  "\u0001",
  "\u0001\u0001",
  "'; DROP TABLE events; --",
  "%_\\",
  '"{}[]$1?',
  "Köln",
  "Ko\u0308ln",
  "🚀",
  "\uFFFF",
  " a",
  "a ",
  "A",
  "a",
  "x".repeat(256),
  `${"x".repeat(255)}y`,
  "🚀".repeat(64),
];

export function describeAppend(get: () => StoreHarness): void {
  const append = async (...events: NewEvent[]) => (await get().store.append(events)).map(({ status }) => status);
  const readAll = (tenantId: string) => get().store.readLog(tenantId, { limit: 10_000 });
  const readIds = async (tenantId: string) => (await readAll(tenantId)).map(({ event }) => event.eventId);

  describe("append", () => {
    test("stores events in order and numbers them from 0 in each tenant", async () => {
      const events = ["append-a", "append-b", "append-a", "append-a"].map((tenantId) => makeNewEvent({ tenantId }));
      expect(await append(...events)).toEqual(["accepted", "accepted", "accepted", "accepted"]);
      const idsOf = (tenantId: string) =>
        events.filter(({ event }) => event.tenantId === tenantId).map(({ event }) => event.eventId);
      for (const tenantId of ["append-a", "append-b"]) {
        const log = await readAll(tenantId);
        expect(log.map(({ sequence }) => sequence)).toEqual(log.map((_, index) => index));
        expect(log.map(({ event }) => event.eventId)).toEqual(idsOf(tenantId));
      }
    });

    test("keeps the order of the sequence when the clock steps back by years", async () => {
      const [tenantId, year] = ["append-clock", 365 * 86_400_000];
      const times = [20 * year, 20 * year + 1, 3 * year, 4 * year, 0];
      for (const [index, receivedMs] of times.entries()) {
        await append({ ...makeNewEvent({ tenantId, eventId: `event-${index}` }), receivedMs });
      }
      const log = await readAll(tenantId);
      expect(log.map(({ event }) => event.eventId)).toEqual(times.map((_, index) => `event-${index}`));
      expect(log.map(({ event }) => event.serverTimestamp)).toEqual(times.map((ms) => timestampFromMs(ms)));
    });

    test("reports its transactions", async () => {
      const before = get().commits.length;
      await Promise.all([1, 2, 3].map(() => append(makeNewEvent(), makeNewEvent())));
      const commits = get().commits.slice(before);
      expect(commits.reduce((sum, { events }) => sum + events, 0)).toBe(6);
      for (const { durationMs } of commits) {
        expect(durationMs).toBeGreaterThan(0);
      }
    });

    test("writes calls that wait in one transaction, and each gets its own outcomes", async () => {
      const before = get().commits.length;
      const tenantId = "append-together";
      const calls = Array.from({ length: 60 }, (_, index) => [
        makeNewEvent({ tenantId, eventId: `own-${index}` }),
        makeNewEvent({ tenantId, eventId: "shared", branch: `${index % 2}` }),
      ]);
      const outcomes = await Promise.all(calls.map((events) => append(...events)));
      expect(outcomes.every(([own]) => own === "accepted")).toBe(true);
      const first = outcomes.findIndex(([, shared]) => shared === "accepted");
      for (const [index, [, shared]] of outcomes.entries()) {
        const expected = index % 2 === first % 2 ? "duplicate" : "conflict";
        expect(shared).toBe(index === first ? "accepted" : expected);
      }
      const commits = get().commits.slice(before);
      expect(commits.reduce((sum, { events }) => sum + events, 0)).toBe(120);
      expect(commits.length).toBeLessThan(30);
    });

    test("accepts an empty list", async () => {
      expect(await append()).toEqual([]);
    });

    test("returns events as sent, with the fields that the server sets", async () => {
      const sent = makeNewEvent({
        tenantId: "append-back",
        tags: ["b", "a", "b"],
        metadata: { "": [null, "\u0000", { z: 1, a: "🚀" }] },
        timestamp: { seconds: -62_135_596_800n, nanos: 1 },
        content: { case: "message", value: { role: "user", text: "\u0000 Grüße" } },
      });
      await append(sent);
      const { log } = get().store;
      const expected = create(EventSchema, {
        ...sent.event,
        serverTimestamp: timestampFromMs(sent.receivedMs),
        ...(log !== undefined && {
          contentHash: contentHash(sent.event),
          hashPrev: genesisHash,
          wormProofId: `${log.originHost}/t/append-back#0`,
        }),
      });
      expect(await readAll("append-back")).toEqual([{ sequence: 0, event: expected }]);
    });

    test("reports the same content under an existing id as a duplicate, and other content as a conflict", async () => {
      const tenantId = "append-twice";
      const first = makeNewEvent({ tenantId, eventId: "one", metadata: { a: 1, b: 2 } }, 1000);
      const again = makeNewEvent({ tenantId, eventId: "one", metadata: { b: 2, a: 1 } }, 2000);
      const other = makeNewEvent({ tenantId, eventId: "one", metadata: { a: 1, b: 3 } }, 3000);
      const next = makeNewEvent({ tenantId });
      expect(await append(first)).toEqual(["accepted"]);
      expect(await append(again, other, next, next)).toEqual(["duplicate", "conflict", "accepted", "duplicate"]);
      const log = await readAll(tenantId);
      expect(log.map(({ sequence }) => sequence)).toEqual([0, 1]);
      expect(log[0]?.event.metadata).toEqual({ a: 1, b: 2 });
      expect(log[0]?.event.serverTimestamp).toEqual(timestampFromMs(1000));
    });

    test("detects duplicates and conflicts within one call", async () => {
      const tenantId = "append-within";
      const make = (text: string) =>
        makeNewEvent({ tenantId, eventId: "one", content: { case: "message", value: { text } } });
      expect(await append(make("a"), make("a"), make("b"), make("a"))).toEqual([
        "accepted",
        "duplicate",
        "conflict",
        "duplicate",
      ]);
      expect(await readIds(tenantId)).toEqual(["one"]);
    });

    test("accepts the same id in two tenants", async () => {
      const events = ["append-x", "append-y"].map((tenantId) => makeNewEvent({ tenantId, eventId: "one" }));
      expect(await append(...events)).toEqual(["accepted", "accepted"]);
    });

    test("accepts exactly one of many concurrent events with one id", async () => {
      const tenantId = "append-race";
      const calls = Array.from({ length: 40 }, (_, index) =>
        append(
          makeNewEvent({ tenantId, eventId: "one", agentId: `agent-${index % 4}` }),
          makeNewEvent({ tenantId, eventId: `own-${index}` }),
        ),
      );
      const outcomes = await Promise.all(calls);
      const count = (status: string) => outcomes.filter(([contested]) => contested === status).length;
      expect([count("accepted"), count("duplicate"), count("conflict")]).toEqual([1, 9, 30]);
      expect(outcomes.every(([, own]) => own === "accepted")).toBe(true);
      const log = await readAll(tenantId);
      expect(log.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 41 }, (_, index) => index));
      expect(new Set(log.map(({ event }) => event.eventId)).size).toBe(41);
    });

    test("distinguishes hostile, long and similar ids in every field", async () => {
      const events = hostileIds.map((id) =>
        makeNewEvent({
          tenantId: "append-ids",
          eventId: id,
          projectId: id,
          sessionId: id,
          agentId: id,
          spanId: id,
          traceId: id,
          tags: [id],
        }),
      );
      expect(await append(...events)).toEqual(hostileIds.map(() => "accepted"));
      expect(await append(...events)).toEqual(hostileIds.map(() => "duplicate"));
      expect(await readIds("append-ids")).toEqual(hostileIds);
      for (const id of hostileIds) {
        for (const member of [
          { projectIds: [id] },
          { sessionId: id },
          { agentId: id },
          { spanId: id },
          { traceId: id },
          { tags: [id] },
        ]) {
          const filter = { tenantId: "append-ids", ...member };
          const page = await get().store.findPage({ filter, order: "ascending", limit: 10 });
          expect(page.events.map(({ event }) => event.eventId)).toEqual([id]);
          expect(page.totalCount).toBe(1);
        }
      }
    });

    test("knows when the newest event of all tenants was received", async () => {
      const { store } = get();
      const before = (await store.newestReceivedMs?.()) ?? 0;
      const newest = before + 86_400_000;
      await append(
        makeNewEvent({ tenantId: "append-newest-1", eventId: "one" }, newest - 1),
        makeNewEvent({ tenantId: "append-newest-1", eventId: "two" }, newest),
        makeNewEvent({ tenantId: "append-newest-2", eventId: "one" }, newest - 2),
      );
      expect(await store.newestReceivedMs?.()).toBe(newest);
    });

    test("separates tenants with hostile and similar ids, and lists them in order of code points", async () => {
      const tenantIds = hostileIds.map((id) => `append-tenant ${id}`.slice(0, 256));
      await append(...tenantIds.map((tenantId) => makeNewEvent({ tenantId, eventId: "one" })));
      const distinct = new Set(tenantIds);
      const listed = (await get().store.listTenants()).filter((id) => distinct.has(id));
      const bytes = (text: string) => Buffer.from(text);
      expect(listed).toEqual([...distinct].sort((one, other) => Buffer.compare(bytes(one), bytes(other))));
      for (const tenantId of distinct) {
        expect(await readIds(tenantId)).toEqual(["one"]);
      }
    });

    test("agrees with a map for any sequence of calls", async () => {
      let round = 0;
      const content = fc.record({ id: fc.nat(5), agent: fc.nat(1) });
      const run = async (calls: readonly (readonly { id: number; agent: number }[])[]) => {
        round += 1;
        const tenantId = `append-model-${round}`;
        const kept = new Map<number, number>();
        for (const call of calls) {
          const expected = call.map(({ id, agent }) => {
            const before = kept.get(id);
            kept.set(id, before ?? agent);
            return before === undefined ? "accepted" : before === agent ? "duplicate" : "conflict";
          });
          const events = call.map(({ id, agent }) => makeNewEvent({ tenantId, eventId: `${id}`, agentId: `${agent}` }));
          expect(await append(...events)).toEqual(expected);
        }
        expect(await readIds(tenantId)).toEqual([...kept.keys()].map(String));
      };
      await fc.assert(fc.asyncProperty(fc.array(fc.array(content, { maxLength: 6 }), { maxLength: 5 }), run), {
        numRuns: 25,
      });
    });
  });

  describe("event", () => {
    test("is found by its id, and only in its tenant", async () => {
      const ids = ["a", "\u0000", "ß/%"];
      await append(...ids.map((eventId) => makeNewEvent({ tenantId: "find\u0000", eventId })));
      const find = async (tenantId: string, eventId: string) =>
        (await get().store.findEvent?.(tenantId, eventId))?.sequence;
      expect(await Promise.all(ids.map((eventId) => find("find\u0000", eventId)))).toEqual([0, 1, 2]);
      const [stored] = await get().store.readLog("find\u0000", { fromSequence: 2, limit: 1 });
      expect(await get().store.findEvent?.("find\u0000", "ß/%")).toEqual(stored);
      expect([await find("find\u0000", "A"), await find("find", "a"), await find("", "")]).toEqual(
        Array(3).fill(undefined),
      );
    });
  });

  describe("log", () => {
    test("is read from any position, up to the limit", async () => {
      const tenantId = "log";
      await append(...Array.from({ length: 25 }, () => makeNewEvent({ tenantId })));
      const sequences = async (range: { fromSequence?: number; limit: number }) =>
        (await get().store.readLog(tenantId, range)).map(({ sequence }) => sequence);
      expect(await sequences({ limit: 3 })).toEqual([0, 1, 2]);
      expect(await sequences({ fromSequence: 23, limit: 3 })).toEqual([23, 24]);
      expect(await sequences({ fromSequence: 25, limit: 3 })).toEqual([]);
      expect(await get().store.readLog("log-of-nobody", { limit: 3 })).toEqual([]);
    });

    test("is read up to a number of bytes, but at least one event", async () => {
      const tenantId = "log-bytes";
      const metadata = { text: "x".repeat(10_000) };
      await append(...Array.from({ length: 6 }, () => makeNewEvent({ tenantId, metadata })));
      const sequences = async (range: { fromSequence?: number; limit: number; maxBytes: number }) =>
        (await get().store.readLog(tenantId, range)).map(({ sequence }) => sequence);
      expect(await sequences({ limit: 10, maxBytes: 25_000 })).toEqual([0, 1]);
      expect(await sequences({ fromSequence: 4, limit: 10, maxBytes: 25_000 })).toEqual([4, 5]);
      expect(await sequences({ fromSequence: 1, limit: 2, maxBytes: 1_000_000 })).toEqual([1, 2]);
      expect(await sequences({ fromSequence: 2, limit: 10, maxBytes: 1 })).toEqual([2]);
      expect(await sequences({ fromSequence: 6, limit: 10, maxBytes: 1 })).toEqual([]);
    });

    test("refuses to change or delete events, even if the store is bypassed", async () => {
      const tenantId = "worm";
      await append(makeNewEvent({ tenantId, tags: ["a"] }));
      const before = await readAll(tenantId);
      const refused = /append-only|permission denied/;
      await expect(get().runSql("UPDATE events SET type = 7")).rejects.toThrow(refused);
      await expect(get().runSql("UPDATE events SET body = body")).rejects.toThrow(refused);
      await expect(get().runSql("DELETE FROM events")).rejects.toThrow(refused);
      expect(await readAll(tenantId)).toEqual(before);
    });
  });

  describe("store", () => {
    test("keeps everything after it is closed and opened again", async () => {
      const tenantId = "reopen";
      const event = makeNewEvent({ tenantId });
      await append(event);
      const [log, secret] = [await readAll(tenantId), await get().store.pageTokenSecret()];
      const reopened = await get().reopen();
      expect(await reopened.readLog(tenantId, { limit: 10 })).toEqual(log);
      expect(await reopened.append([event, makeNewEvent({ tenantId })])).toEqual([
        { status: "duplicate" },
        { status: "accepted" },
      ]);
      expect((await reopened.readLog(tenantId, { limit: 10 })).map(({ sequence }) => sequence)).toEqual([0, 1]);
      expect(Buffer.from(await reopened.pageTokenSecret())).toEqual(Buffer.from(secret));
    });

    test("has a secret of 32 bytes that stays the same", async () => {
      const secret = await get().store.pageTokenSecret();
      expect(secret).toHaveLength(32);
      expect(Buffer.from(await get().store.pageTokenSecret())).toEqual(Buffer.from(secret));
    });

    test("can be checked", async () => {
      await expect(get().store.check()).resolves.toBeUndefined();
    });
  });
}
