// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, EventStatus, EventType, Severity } from "@chaukas/spec-common";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { EventFilter, StoredEvent } from "../../src/store/contract/event-store.js";
import type { Instant } from "../../src/store/contract/new-event.js";
import { createEventMatcher } from "../../src/watch/match-event.js";
import { makeNewEvent } from "../events/make-new-event.js";
import { findNaively } from "./find-naively.js";
import type { StoreHarness } from "./store-harness.js";

const tenantId = "query";
/** A type of a later version. */
const unknownType = 999 as EventType;
const types: EventType[] = [1, 22, 63, unknownType];
const names = ["", "a", "b", "c"];
const words = ["refund", "köln", "42", "a", "東京"];
/** Values that are compared exactly. Some are words of events, too. */
const facets = ["", "a", "A", "refund", "re fund", "\u0000é"];
const wantedFacets = fc.uniqueArray(fc.constantFrom(...facets.slice(1), "nobody"), { maxLength: 3 });
const instants: Instant[] = [
  { seconds: -62_135_596_800n, nanos: 0 },
  { seconds: -1n, nanos: 999_999_999 },
  { seconds: 0n, nanos: 0 },
  { seconds: 0n, nanos: 1 },
  { seconds: 1_750_000_000n, nanos: 123_456_788 },
  { seconds: 1_750_000_000n, nanos: 123_456_789 },
  { seconds: 253_402_300_799n, nanos: 999_999_999 },
];

const event = fc.record({
  projectId: fc.constantFrom(...names),
  sessionId: fc.constantFrom("s1", "s2", "s3"),
  agentId: fc.constantFrom(...names),
  spanId: fc.constantFrom(...names),
  traceId: fc.constantFrom(...names),
  type: fc.constantFrom(...types),
  status: fc.nat(3) as fc.Arbitrary<EventStatus>,
  severity: fc.nat(3) as fc.Arbitrary<Severity>,
  tags: fc.uniqueArray(fc.constantFrom("a", "b", "A"), { maxLength: 3 }),
  timestamp: fc.constantFrom(...instants),
  agentName: fc.constantFrom(...facets),
  invocationId: fc.constantFrom("", "a", "run 1"),
  principal: fc.option(fc.record({ id: fc.constantFrom(...facets) }), { nil: undefined }),
  delegation: fc.array(fc.record({ id: fc.constantFrom(...facets) }), { maxLength: 2 }),
  value: fc.constantFrom(...facets),
  other: fc.constantFrom(...facets),
  kind: fc.constantFrom("message", "message", "toolCall", "llmInvocation", "policy", "evaluation"),
  text: fc.subarray([...words, "東京都内"]).map((chosen) => chosen.join(" - ").toUpperCase()),
});

const filter: fc.Arbitrary<EventFilter> = fc.record(
  {
    tenantId: fc.constant(tenantId),
    eventIds: fc.uniqueArray(
      fc.nat(500).map((n) => `query-${n}`),
      { minLength: 1, maxLength: 40 },
    ),
    agentNames: wantedFacets,
    invocationIds: fc.uniqueArray(fc.constantFrom("a", "run 1", "nobody"), { maxLength: 2 }),
    principalIds: wantedFacets,
    policyOutcomes: wantedFacets,
    toolNames: wantedFacets,
    models: wantedFacets,
    projectIds: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
    sessionId: fc.constantFrom("s1", "s2", "s9"),
    agentId: fc.constantFrom("a", "b"),
    spanId: fc.constantFrom("a", "b"),
    traceId: fc.constantFrom("a", "b"),
    types: fc.uniqueArray(fc.constantFrom(...types, 5), { maxLength: 3 }),
    statuses: fc.uniqueArray(fc.nat(3), { maxLength: 2 }),
    severities: fc.uniqueArray(fc.nat(3), { maxLength: 2 }),
    tags: fc.uniqueArray(fc.constantFrom("a", "b", "A", "nobody"), { maxLength: 2 }),
    words: fc.uniqueArray(fc.constantFrom(...words, "nobody"), { maxLength: 2 }),
    phrases: fc.uniqueArray(fc.constantFrom("東京都", "京都内"), { maxLength: 2 }),
    start: fc.constantFrom(...instants),
    end: fc.constantFrom(...instants),
  },
  { requiredKeys: ["tenantId"] },
);

/** Every member of the filter alone, which random filters may not cover. */
const alone: [string, Omit<EventFilter, "tenantId">][] = [
  ["no member", {}],
  ["projectIds", { projectIds: ["a"] }],
  ["several projectIds", { projectIds: ["a", "", "nobody"] }],
  ["sessionId", { sessionId: "s1" }],
  ["agentId", { agentId: "a" }],
  ["spanId", { spanId: "b" }],
  ["traceId", { traceId: "c" }],
  ["types", { types: [22] }],
  ["several types", { types: [22, unknownType] }],
  ["statuses", { statuses: [3] }],
  ["several statuses", { statuses: [1, 2] }],
  ["severities", { severities: [2] }],
  ["several severities", { severities: [1, 3] }],
  ["tags", { tags: ["a"] }],
  ["several tags", { tags: ["a", "b"] }],
  ["words", { words: ["refund"] }],
  ["several words", { words: ["köln", "42"] }],
  ["phrases", { words: ["東京", "京都"], phrases: ["東京都"] }],
  ["eventIds", { eventIds: ["query-7"] }],
  ["many eventIds", { eventIds: Array.from({ length: 1000 }, (_, n) => `query-${3 * n}`) }],
  ["agentNames", { agentNames: ["a"] }],
  ["several agentNames", { agentNames: ["a", "re fund", "\u0000é"] }],
  ["invocationIds", { invocationIds: ["run 1"] }],
  ["principalIds", { principalIds: ["A"] }],
  ["several principalIds", { principalIds: ["a", "refund"] }],
  ["policyOutcomes", { policyOutcomes: ["refund"] }],
  ["toolNames", { toolNames: ["a", "A"] }],
  ["models", { models: ["re fund"] }],
  ["facets and words", { agentNames: ["a", "A"], models: ["a"], words: ["refund"] }],
  ["empty lists", { projectIds: [], types: [], statuses: [], severities: [], tags: [], words: [] }],
  ["empty lists of exact values", { eventIds: [], agentNames: [], principalIds: [], models: [] }],
  ...instants.flatMap((instant): [string, Omit<EventFilter, "tenantId">][] => [
    [`start ${instant.seconds}.${instant.nanos}`, { start: instant }],
    [`end ${instant.seconds}.${instant.nanos}`, { end: instant }],
  ]),
];

function contentOf(kind: string, text: string, one: string, other: string): Event["content"] {
  const contents = {
    toolCall: { name: one },
    llmInvocation: { model: one, responseModel: other },
    policy: { outcome: one, approver: { id: other } },
    evaluation: { name: "e", evaluator: { id: one } },
  };
  const value = contents[kind as keyof typeof contents] ?? { text };
  return { case: kind, value } as unknown as Event["content"];
}

export function describeQueries(get: () => StoreHarness): void {
  describe("filter", () => {
    let log: readonly StoredEvent[] = [];

    beforeAll(async () => {
      const samples = fc.sample(event, { numRuns: 400, seed: 7 });
      const events = samples.map(({ text, value, other, kind, principal, ...init }, index) =>
        makeNewEvent({
          ...{ tenantId, eventId: `query-${index}`, ...init, ...(principal && { principal }) },
          content: contentOf(kind, text, value, other),
          metadata: { text },
        }),
      );
      await get().store.append(events);
      await get().store.append([makeNewEvent({ tenantId: "query-other" })]);
      log = await get().store.readLog(tenantId, { limit: 1000 });
      expect(log).toHaveLength(400);
    });

    test.each(alone)("by %s finds and counts matching events", async (_, members) => {
      for (const order of ["ascending", "descending"] as const) {
        const query = { filter: { tenantId, ...members }, order, limit: 1000 };
        const expected = findNaively(log, query);
        const page = await get().store.findPage(query);
        expect(page).toEqual({ events: expected, totalCount: expected.length, hasMore: false });
      }
    });

    test("with any members, from any position, finds and counts matching events", async () => {
      const run = async (chosen: EventFilter, isAscending: boolean, from: number, limit: number) => {
        const order = isAscending ? "ascending" : "descending";
        const all = findNaively(log, { filter: chosen, order, limit });
        const last = log[from % log.length] as StoredEvent;
        const { seconds, nanos } = last.event.timestamp as Instant;
        const after = { seconds, nanos, sequence: last.sequence };
        for (const query of [
          { filter: chosen, order, limit } as const,
          { filter: chosen, order, limit, after } as const,
        ]) {
          const expected = findNaively(log, query);
          const page = await get().store.findPage(query);
          expect(page.events.map(({ sequence }) => sequence)).toEqual(
            expected.slice(0, limit).map(({ sequence }) => sequence),
          );
          expect([page.totalCount, page.hasMore]).toEqual([all.length, expected.length > limit]);
        }
        // A stream of events has those of a list.
        const matches = createEventMatcher(chosen);
        const watched = log.filter((stored) => matches(stored.event)).map(({ sequence }) => sequence);
        expect(watched).toEqual(all.map(({ sequence }) => sequence).sort((one, other) => one - other));
      };
      const limit = fc.integer({ min: 1, max: 50 });
      await fc.assert(fc.asyncProperty(filter, fc.boolean(), fc.nat(), limit, run), { numRuns: 150 });
    });

    test("of a tenant without events finds nothing", async () => {
      const query = { filter: { tenantId: "query-nobody" }, order: "ascending", limit: 10 } as const;
      expect(await get().store.findPage(query)).toEqual({ events: [], totalCount: 0, hasMore: false });
    });

    test("accepts many values in a list", async () => {
      const many = Array.from({ length: 1000 }, (_, index) => `nobody-${index}`);
      for (const members of [{ projectIds: [...many, "a"] }, { tags: [...many, "a"] }]) {
        const query = { filter: { tenantId, ...members }, order: "descending", limit: 1000 } as const;
        const expected = findNaively(log, query);
        expect(await get().store.findPage(query)).toEqual({
          events: expected,
          totalCount: expected.length,
          hasMore: false,
        });
      }
    });
  });
}
