// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventSchema } from "@chaukas/spec-common";
import { decodeEvent, encodeEvent } from "@chaukas/spec-common/codec";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventFilter, Position, StoredEvent } from "../../src/store/contract/event-store.js";
import { makeNewEvent } from "../events/make-new-event.js";
import type { StoreHarness } from "./store-harness.js";

export function describePages(get: () => StoreHarness): void {
  const append = (tenantId: string, count: number, secondsOf: (index: number) => number) =>
    get().store.append(
      Array.from({ length: count }, (_, index) =>
        makeNewEvent({
          tenantId,
          tags: [index % 2 === 0 ? "even" : "odd", "all"],
          timestamp: { seconds: BigInt(secondsOf(index)), nanos: index % 3 },
          content: { case: "message", value: { text: "page" } },
        }),
      ),
    );

  const positionOf = ({ event, sequence }: StoredEvent): Position => ({
    seconds: event.timestamp?.seconds ?? 0n,
    nanos: event.timestamp?.nanos ?? 0,
    sequence,
  });

  const readPages = async (filter: EventFilter, order: "ascending" | "descending", between: () => Promise<unknown>) => {
    const found: StoredEvent[] = [];
    for (let after: Position | undefined; ; ) {
      const page = await get().store.findPage({ filter, order, limit: 7, ...(after && { after }) });
      found.push(...page.events);
      const last = page.events.at(-1);
      if (!page.hasMore || last === undefined) {
        return found;
      }
      expect(page.events).toHaveLength(7);
      after = positionOf(last);
      await between();
    }
  };

  describe("pages", () => {
    test.each(["ascending", "descending"] as const)("%s return every event once", async (order) => {
      const tenantId = `pages-${order}`;
      // Many events at one time, so that only their sequences differ.
      await append(tenantId, 100, (index) => index % 5);
      for (const members of [{}, { tags: ["all"] }, { tags: ["even", "odd", "all"] }, { words: ["page"] }]) {
        const found = await readPages({ tenantId, ...members }, order, async () => {});
        expect(new Set(found.map(({ sequence }) => sequence)).size).toBe(100);
        expect(found).toHaveLength(100);
      }
    });

    test.each(["ascending", "descending"] as const)(
      "%s neither repeat nor omit events while more are written",
      async (order) => {
        const tenantId = `pages-writing-${order}`;
        await append(tenantId, 60, (index) => index);
        const found = await readPages({ tenantId, tags: ["all"] }, order, () =>
          append(tenantId, 3, (index) => index * 40),
        );
        const sequences = found.map(({ sequence }) => sequence);
        expect(new Set(sequences).size).toBe(sequences.length);
        expect(sequences.filter((sequence) => sequence < 60)).toHaveLength(60);
      },
    );

    test("end exactly: after the last page, there are no more", async () => {
      const tenantId = "pages-end";
      await append(tenantId, 14, (index) => index);
      const filter = { tenantId };
      const first = await get().store.findPage({ filter, order: "ascending", limit: 7 });
      expect([first.events.length, first.hasMore, first.totalCount]).toEqual([7, true, 14]);
      const after = positionOf(first.events[6] as StoredEvent);
      const second = await get().store.findPage({ filter, order: "ascending", limit: 7, after });
      expect([second.events.length, second.hasMore, second.totalCount]).toEqual([7, false, 14]);
    });

    test.each(["ascending", "descending"] as const)(
      "end before they exceed the maximum size, %s, and lose nothing",
      async (order) => {
        const tenantId = `pages-large-${order}`;
        const sizes = [10, 400, 400, 5_000, 10, 10, 10, 900, 200, 200];
        const sent = sizes.map((size, index) => {
          const content = { case: "message", value: { text: "x".repeat(size) } } as const;
          return makeNewEvent({ tenantId, timestamp: { seconds: BigInt(index), nanos: 0 }, content });
        });
        await get().store.append(sent);
        const lengths = new Map(sent.map(({ event, body }) => [event.eventId, body.length]));
        const found: StoredEvent[] = [];
        for (let hasMore = true; hasMore; ) {
          const last = found.at(-1);
          const query = {
            filter: { tenantId },
            order,
            limit: 4,
            maxBytes: 1_500,
            ...(last && { after: positionOf(last) }),
          };
          const page = await get().store.findPage(query);
          const bytes = page.events.map(({ event: { eventId } }) => lengths.get(eventId) ?? 0);
          expect(page.events.length).toBeGreaterThan(0);
          expect(page.events.length === 1 || bytes.reduce((sum, length) => sum + length) <= 1_500).toBe(true);
          expect(page.totalCount).toBe(sizes.length);
          found.push(...page.events);
          hasMore = page.hasMore;
        }
        const sequences = sizes.map((_, index) => index);
        expect(found.map(({ sequence }) => sequence)).toEqual(order === "ascending" ? sequences : sequences.reverse());
      },
    );

    test("have each event in a binary form that is the same event, decoded or not", async () => {
      let tenants = 0;
      const required = { sessionId: "s", timestamp: { seconds: 0n, nanos: 0 } };
      await fc.assert(
        fc.asyncProperty(fc.array(arbitraryMessage(EventSchema), { minLength: 1, maxLength: 20 }), async (events) => {
          tenants += 1;
          const tenantId = `pages-encoded-${tenants} \u0000ä東%`;
          const sent = events.map(
            (
              { $typeName: _, $unknown: _unknown, contentHash: _hash, hashPrev: _prev, wormProofId: _id, ...event },
              id,
            ) => makeNewEvent({ ...event, ...required, tenantId, eventId: `evt-${id}`, serverTimestamp: undefined }),
          );
          await get().store.append(sent);
          const query = { filter: { tenantId }, order: "ascending", limit: 20 } as const;
          const [undecoded, decoded] = [await get().store.findPage(query), await get().store.findPage(query)];
          // Encoded and decoded, since bytes in messages have the type of those that they were read from.
          const messages = decoded.events.map(({ event }) => decodeEvent(encodeEvent(event)));
          expect(messages.map(({ eventId }) => eventId)).toEqual(sent.map(({ event }) => event.eventId));
          for (const { events } of [undecoded, decoded]) {
            const found = events.map((event) => decodeEvent(new Uint8Array(event.encode?.() ?? [])));
            expect(found).toEqual(messages);
          }
        }),
        { numRuns: 10 },
      );
    });

    test("do not give the binary form of an event to a copy with another message", async () => {
      const tenantId = "pages-copied";
      await append(tenantId, 1, () => 0);
      const { events } = await get().store.findPage({ filter: { tenantId }, order: "ascending", limit: 1 });
      const [stored] = events as [StoredEvent];
      stored.event.agentName = "changed";
      expect(decodeEvent(stored.encode?.() as Uint8Array)).toEqual(stored.event);
      expect({ ...stored }).toEqual({ sequence: 0, event: stored.event });
      expect(Object.keys({ ...stored })).toEqual(["sequence", "event"]);
    });

    test("find an event as soon as it is acknowledged", async () => {
      const tenantId = "pages-fresh";
      for (let round = 1; round <= 20; round += 1) {
        await append(tenantId, 1, () => 0);
        const page = await get().store.findPage({ filter: { tenantId }, order: "ascending", limit: 100 });
        expect([page.events.length, page.totalCount]).toEqual([round, round]);
      }
    });
  });
}
