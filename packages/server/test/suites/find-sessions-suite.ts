// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import type { Instant } from "../../src/store/contract/new-event.js";
import type { SessionFilter, SessionPage, SessionQuery } from "../../src/store/contract/session-query.js";
import { defaultSessionLimits, type SessionLimits } from "../../src/store/records/session-streams.js";
import { createRandom, type Random } from "../events/random.js";

/** A session with what filters test. The texts are in the form of `toColumnText`. */
export interface MadeSession {
  readonly sessionId: string;
  readonly projectId: string;
  readonly first: Instant;
  readonly last: Instant;
  readonly errors: number;
  readonly sessionEnds: number;
  readonly names: readonly { readonly kind: "a" | "o" | "p"; readonly name: string }[];
}

/** Sums of sessions in a store, without their events. */
export interface SessionTables {
  insert(tenantId: string, sessions: readonly MadeSession[]): Promise<void>;
  find(query: SessionQuery, limits: SessionLimits): Promise<SessionPage>;
}

/** Compares the sessions that filters find with those that a test of all sessions finds. */
export function describeFindSessions(get: () => SessionTables): void {
  const tenantId = "find-sessions";
  const all = 1_000_000;

  test("sessions of any filter are those that a test of each finds, in pages, whichever way they are found", async () => {
    const random = createRandom(20_261_130);
    const sessions = makeSessions(random, 250);
    await get().insert("find-others", makeSessions(random, 50));
    await get().insert(tenantId, sessions);
    for (let round = 0; round < 150; round++) {
      const filter = makeFilter(random, tenantId, sessions);
      const expected = findNaively(sessions, filter);
      const limits: SessionLimits = random.pick([
        defaultSessionLimits,
        // Streams alone, candidates alone, and candidates after streams that are given up at once or in the middle.
        { candidates: 0, tested: all, testedPerProject: 0 },
        { candidates: 0, tested: all, testedPerProject: all },
        { candidates: all, tested: 0, testedPerProject: 0 },
        { candidates: 0, tested: 0, testedPerProject: 0 },
        { candidates: 20, tested: random.integer(100), testedPerProject: random.integer(20) },
      ]);
      const found = await findPages(get(), filter, { limit: random.pick([3, 7, 50, 500]), limits });
      expect(found.map(describe), describeQuery(filter, limits)).toEqual(expected.map(describe));
    }
  });

  test("sessions of a duration at the limit of a span are found by an end right after they began, not by an earlier one", async () => {
    const durations = [0n, ...spanLimits.flatMap((limit) => [limit - 1n, limit, limit + 1n])];
    const sessions = durations.flatMap((duration, index) =>
      [1_750_000_000n, -1n].map((seconds): MadeSession => {
        const last = { seconds, nanos: index };
        const sessionId = `limit-${index}-${seconds}`;
        return {
          sessionId,
          projectId: "",
          first: subtract(last, duration),
          last,
          errors: 0,
          sessionEnds: 0,
          names: [],
        };
      }),
    );
    await get().insert("span-limits", sessions);
    for (const { sessionId, first } of sessions) {
      for (const projectIds of [[], [""]]) {
        const find = async (end: Instant) => {
          const query = { filter: { tenantId: "span-limits", projectIds, end }, limit: 100 };
          const { sessions: found } = await get().find(query, defaultSessionLimits);
          return found.some((session) => session.sessionId === sessionId);
        };
        expect([sessionId, await find(subtract(first, -1n)), await find(first)]).toEqual([sessionId, true, false]);
      }
    }
  });
}

async function findPages(
  tables: SessionTables,
  filter: SessionFilter,
  { limit, limits }: { readonly limit: number; readonly limits: SessionLimits },
): Promise<Described[]> {
  const found: Described[] = [];
  for (;;) {
    const last = found.at(-1);
    const after = last && { ...last.last, sessionId: last.sessionId, projectId: last.projectId };
    const page = await tables.find({ filter, limit, ...(after && { after }) }, limits);
    found.push(...page.sessions.map((session) => ({ ...session, errors: Number(session.counts.errors) })));
    if (!page.hasMore) {
      return found;
    }
    expect(page.sessions).toHaveLength(limit);
    if (found.length > 2_000) {
      throw new Error("pages: expected an end, got none");
    }
  }
}

type Described = Pick<MadeSession, "sessionId" | "projectId" | "first" | "last" | "errors">;

function describe({ sessionId, projectId, first, last, errors }: Described): string {
  return `${sessionId} ${projectId} ${first.seconds}.${first.nanos} ${last.seconds}.${last.nanos} ${errors}`;
}

function describeQuery(filter: SessionFilter, limits: SessionLimits): string {
  return JSON.stringify({ ...filter, limits }, (_, value) => (typeof value === "bigint" ? Number(value) : value));
}

const maxNanos = 999_999_999;

/** Sessions in few seconds around a few times, before 1970 too, with durations around the limits of the spans. */
function makeSessions(random: Random, count: number): MadeSession[] {
  const sessions = new Map<string, MadeSession>();
  while (sessions.size < count) {
    const sessionId = `${random.pick(["s-", "s-1", "t-", "\u{10ffff}", ""])}${random.integer(count)}`;
    // Some projects have most of the sessions.
    const projectId = random.chance(0.5) ? random.pick(["p", "q", ""]) : `project-${random.integer(30)}`;
    const last = {
      seconds: BigInt(random.pick([-3_000_000, 0, 50_000, 1_750_000_000]) + random.integer(4)),
      nanos: random.pick([0, 1, maxNanos]),
    };
    const pickName = (names: readonly string[]) => names.filter(() => random.chance(0.3));
    const session: MadeSession = {
      ...{ sessionId, projectId, last, first: subtract(last, makeDuration(random)) },
      errors: random.chance(0.3) ? 1 + random.integer(3) : 0,
      sessionEnds: random.chance(0.5) ? 1 + random.integer(2) : 0,
      names: [
        ...pickName(["planner", "writer", "é", "rare"]).map((name) => ({ kind: "a" as const, name })),
        ...pickName(["allow", "deny", "planner"]).map((name) => ({ kind: "o" as const, name })),
        ...pickName(["ada", "bob"]).map((name) => ({ kind: "p" as const, name })),
      ],
    };
    sessions.set(JSON.stringify([sessionId, projectId]), session);
  }
  return [...sessions.values()];
}

/** Maximum durations of spans, in nanoseconds. */
const spanLimits = [60n, 600n, 3_600n, 36_000n, 345_600n, 3_456_000n].map((seconds) => seconds * 1_000_000_000n);

/** In nanoseconds. */
function makeDuration(random: Random): bigint {
  const limit = random.pick([0n, ...spanLimits, 40_000_000n * 1_000_000_000n]);
  const duration = limit + BigInt(random.pick([-1, 0, 1, random.integer(100_000_000) * 10]));
  return duration < 0n ? 0n : duration;
}

const toNanoseconds = ({ seconds, nanos }: Instant): bigint => seconds * 1_000_000_000n + BigInt(nanos);

function subtract(from: Instant, duration: bigint): Instant {
  const time = toNanoseconds(from) - duration;
  const nanos = ((time % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  return { seconds: (time - nanos) / 1_000_000_000n, nanos: Number(nanos) };
}

function makeFilter(random: Random, tenantId: string, sessions: readonly MadeSession[]): SessionFilter {
  const at = () =>
    subtract(random.pick(random.pick(sessions.map(({ first, last }) => [first, last]))), makeShift(random));
  const pickProjects = () => Array.from({ length: 1 + random.integer(12) }, () => random.pick(sessions).projectId);
  return {
    tenantId,
    ...(random.chance(0.3) && { projectIds: [...pickProjects(), "none"] }),
    ...(random.chance(0.2) && { sessionIdPrefix: random.pick(["s", "s-1", "s-12", "t", "\u{10ffff}", "none"]) }),
    ...(random.chance(0.2) && { agentIds: [random.pick(["planner", "é", "rare", "allow"]), "writer", "writer"] }),
    ...(random.chance(0.2) && { principalIds: [random.pick(["ada", "bob", "none"])] }),
    ...(random.chance(0.2) && { policyOutcomes: [random.pick(["allow", "deny", "planner"])] }),
    ...(random.chance(0.3) && { state: random.pick(["open", "ended"] as const) }),
    ...(random.chance(0.3) && { withErrors: true }),
    ...(random.chance(0.3) && { start: at() }),
    ...(random.chance(0.4) && { end: at() }),
  };
}

function makeShift(random: Random): bigint {
  return BigInt(random.pick([0, 1, -1, random.integer(1_000) * 1_000_000_000]));
}

function findNaively(sessions: readonly MadeSession[], filter: SessionFilter): MadeSession[] {
  const { projectIds, sessionIdPrefix = "", agentIds, principalIds, policyOutcomes, state, withErrors } = filter;
  const isOneOf = (value: string, wanted: readonly string[] = []) => wanted.length === 0 || wanted.includes(value);
  const hasName = ({ names }: MadeSession, wantedKind: string, wanted: readonly string[] = []) =>
    wanted.length === 0 || names.some(({ kind, name }) => kind === wantedKind && wanted.includes(name));
  const compareTexts = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  return sessions
    .filter(
      (session) =>
        isOneOf(session.projectId, projectIds) &&
        session.sessionId.startsWith(sessionIdPrefix) &&
        hasName(session, "a", agentIds) &&
        hasName(session, "p", principalIds) &&
        hasName(session, "o", policyOutcomes) &&
        (state === undefined || (state === "ended") === session.sessionEnds > 0) &&
        (!withErrors || session.errors > 0) &&
        (filter.start === undefined || toNanoseconds(session.last) >= toNanoseconds(filter.start)) &&
        (filter.end === undefined || toNanoseconds(session.first) < toNanoseconds(filter.end)),
    )
    .sort(
      (one, other) =>
        Number(toNanoseconds(other.last) - toNanoseconds(one.last)) ||
        compareTexts(other.sessionId, one.sessionId) ||
        compareTexts(other.projectId, one.projectId),
    );
}

export const manySessions = 20_000;

const start = 1_750_000_000;
const at = (index: number) => ({ seconds: BigInt(start + index * 60), nanos: 0 });

/** Makes sessions of which each of the {@link selectiveFilters} finds some or none, in the order of their last events. */
export function makeManySessions(): MadeSession[] {
  const random = createRandom(20_261_131);
  const durations = [0, 30, 300, 1_800, 9_000, 60_000];
  return Array.from({ length: manySessions }, (_, index): MadeSession => {
    const seconds = random.pick(durations);
    return {
      sessionId: `session-${String((index * 7_919) % manySessions).padStart(5, "0")}`,
      projectId: index < 500 ? "old" : `project-${index % 3}`,
      first: { seconds: BigInt(start + index * 60 - seconds), nanos: 0 },
      last: at(index),
      errors: index % 4_000 === 7 ? 1 : 0,
      sessionEnds: index % 5_000 === 9 ? 1 : 0,
      names: [
        { kind: "a", name: index < manySessions / 2 ? "retired" : "planner" },
        ...(index % 1_999 === 3 ? [{ kind: "a", name: "rare" } as const] : []),
        { kind: "o", name: index % 3_001 === 2 ? "deny" : "allow" },
        { kind: "p", name: `user-${index % 4_001}` },
      ],
    };
  });
}

/** Filters that a store must not test many sessions for. */
export const selectiveFilters: readonly (readonly [name: string, filter: Omit<SessionFilter, "tenantId">])[] = [
  ["nothing", {}],
  ["errors", { withErrors: true }],
  ["the ended ones", { state: "ended" }],
  ["the open ones with errors", { state: "open", withErrors: true }],
  ["an early end", { end: at(100) }],
  ["an early start", { start: at(100) }],
  ["a range", { start: at(9_000), end: at(9_005) }],
  ["a project", { projectIds: ["project-1"] }],
  ["an old project", { projectIds: ["old"] }],
  ["projects", { projectIds: ["project-1", "project-2", "old", "none"] }],
  ["many other projects", { projectIds: ["old", ...Array.from({ length: 40 }, (_, index) => `other-${index}`)] }],
  ["errors in a project", { projectIds: ["project-1"], withErrors: true }],
  ["a rare agent", { agentIds: ["rare"] }],
  ["a frequent agent", { agentIds: ["planner"] }],
  ["a rare outcome", { policyOutcomes: ["deny"] }],
  ["a rare principal among a frequent agent", { principalIds: ["user-7"], agentIds: ["retired"] }],
  ["a long prefix", { sessionIdPrefix: "session-1234" }],
  ["a short prefix", { sessionIdPrefix: "s" }],
  ["a prefix that none has", { sessionIdPrefix: "z" }],
];
