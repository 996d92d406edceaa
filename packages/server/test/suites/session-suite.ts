// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import { type EventSchema, EventStatus, EventType } from "@chaukas/spec-common";
import { describe, expect, test } from "vitest";
import type { EventLog, LogEntry } from "../../src/store/contract/event-log.js";
import type { EventStore, StoredEvent } from "../../src/store/contract/event-store.js";
import type { Instant, NewEvent } from "../../src/store/contract/new-event.js";
import { maxSessionNames, type SessionFilter, type SessionSums } from "../../src/store/contract/session-query.js";
import { makeNewEvent } from "../events/make-new-event.js";
import { makeRedaction } from "../events/make-redaction.js";
import { createRandom, type Random } from "../events/random.js";
import type { StoreHarness } from "./store-harness.js";
import { type NaiveSession, sumNaively } from "./sum-naively.js";

export function describeSessions(get: () => StoreHarness): void {
  describe("sessions", () => {
    test("of a tenant without events are none", async () => {
      expect(await findAll(get().store, { tenantId: "sessions-nobody" })).toEqual([]);
    });

    test("add up to what a scan of random events finds, also after duplicates and redactions", async () => {
      const tenantId = "sessions-random";
      const random = createRandom(20_261_129);
      for (let round = 0; round < 4; round++) {
        const events = Array.from({ length: 60 }, () => makeRandomEvent(random, tenantId));
        await get().store.append([...events, ...events.slice(0, 5)]);
        await get().store.append(events.slice(30, 40));
        for (let redacted = 0; redacted < 5; redacted++) {
          await redactSomething(get().store, tenantId, random);
        }
        await expectSameAsScan(get().store, tenantId, random);
      }
      await get().reopen();
      await expectSameAsScan(get().store, tenantId, random);
    });

    test("keep costs exact, whatever their order and size", async () => {
      const tenantId = "sessions-costs";
      const costs = [0.1, 0.2, 1e-7, 1e21, -1e21, 0.7, -0.3];
      const make = (totalCost: number) => makeNewEvent({ tenantId, cost: { currency: "EUR", totalCost } });
      for (const cost of costs) {
        await get().store.append([make(cost), make(cost)]);
      }
      const [session] = await findAll(get().store, { tenantId });
      expect(session?.costs).toEqual([["EUR", 14, 1.4000002]]);
    });

    test("list a limited number of names, and count the others", async () => {
      const tenantId = "sessions-names";
      const names = Array.from(
        { length: maxSessionNames + 3 },
        (_, index) => `agent-${String(index).padStart(2, "0")}`,
      );
      await get().store.append(names.map((agentId) => makeNewEvent({ tenantId, agentId })));
      await get().store.append([makeNewEvent({ tenantId, agentId: "agent-22" })]);
      const page = await get().store.findSessions?.({ filter: { tenantId }, limit: 1 });
      const agents = page?.sessions[0]?.agents;
      expect(agents?.total).toBe(maxSessionNames + 3);
      expect(agents?.first.map(({ name }) => name)).toEqual(["agent-22", ...names.slice(0, maxSessionNames - 1)]);
    });

    test("forget a name once no event has it, and only then", async () => {
      const tenantId = "sessions-forgotten";
      const named = () => makeNewEvent({ tenantId, agentId: "agent of ada", principal: { id: "ada" } });
      await get().store.append([named(), named()]);
      const filter = { tenantId, agentIds: ["agent of ada"], principalIds: ["ada"] };
      await redact(get().store, tenantId, 0, ["/agent_id", "/principal/id"]);
      expect(await findAll(get().store, filter)).toHaveLength(1);
      await redact(get().store, tenantId, 1, ["/agent_id", "/principal/id"]);
      expect(await findAll(get().store, filter)).toHaveLength(0);
      expect((await findAll(get().store, { tenantId }))[0]?.agents).toEqual([]);
    });

    test("are found by a prefix of any characters", async () => {
      const tenantId = "sessions-prefix";
      const ids = ["a", "a\u{10ffff}", "a\u{10ffff}b", "ab", "b", "\ud7ff", "\ue000", "\u0000x", "\u0001x", "50%_"];
      await get().store.append(ids.map((sessionId) => makeNewEvent({ tenantId, sessionId })));
      for (const sessionIdPrefix of [...ids, "a\u{10ffff}\u{10ffff}", "\u0000", "50%", "5_"]) {
        const found = await findAll(get().store, { tenantId, sessionIdPrefix });
        const expected = ids.filter((id) => id.startsWith(sessionIdPrefix));
        expect(found.map(({ sessionId }) => sessionId).sort()).toEqual(expected.sort());
      }
    });
  });
}

/** Finds all sessions, in pages of a few. */
async function findAll(store: EventStore, filter: SessionFilter, limit = 3): Promise<NaiveSession[]> {
  const found: SessionSums[] = [];
  for (;;) {
    const last = found.at(-1);
    const after = last && { ...last.last, sessionId: last.sessionId, projectId: last.projectId };
    const page = await store.findSessions?.({ filter, limit, ...(after && { after }) });
    found.push(...(page?.sessions ?? []));
    if (!page?.hasMore) {
      return found.map(simplify);
    }
    expect(page.sessions).toHaveLength(limit);
  }
}

function simplify({ agents, outcomes, costs, events, counts, ...rest }: SessionSums): NaiveSession {
  const names = ({ first }: SessionSums["agents"]) =>
    first.map(({ name, events }): [string, number] => [name, Number(events)]);
  return {
    ...rest,
    events: Number(events),
    counts: Object.fromEntries(Object.entries(counts).map(([column, count]) => [column, Number(count)])),
    agents: names(agents),
    outcomes: names(outcomes),
    costs: costs.first.map(({ name, events, cost }) => [name, Number(events), Number(cost)]),
  };
}

async function readAll(store: EventStore, tenantId: string): Promise<StoredEvent[]> {
  return [...(await store.readLog(tenantId, { limit: 10_000 }))];
}

async function expectSameAsScan(store: EventStore, tenantId: string, random: Random): Promise<void> {
  const log = await readAll(store, tenantId);
  const at = () => makeTime(random);
  const filters: SessionFilter[] = [
    { tenantId },
    { tenantId: "sessions-other" },
    ...Array.from({ length: 12 }, () => ({
      tenantId,
      ...(random.chance(0.3) && { projectIds: [random.pick(projects), "p"] }),
      ...(random.chance(0.3) && { sessionIdPrefix: random.pick(["s", "s-1", "t"]) }),
      ...(random.chance(0.3) && { agentIds: [random.pick(["planner", "writer", "\u0000"]), "nobody"] }),
      ...(random.chance(0.3) && { principalIds: [random.pick(principals)] }),
      ...(random.chance(0.3) && { policyOutcomes: [random.pick(outcomes)] }),
      ...(random.chance(0.3) && { state: random.pick(["open", "ended"] as const) }),
      ...(random.chance(0.3) && { withErrors: true }),
      ...(random.chance(0.3) && { start: at() }),
      ...(random.chance(0.3) && { end: at() }),
    })),
  ];
  for (const filter of filters) {
    expect(
      await findAll(store, filter),
      JSON.stringify(filter, (_, value) => (typeof value === "bigint" ? Number(value) : value)),
    ).toEqual(sumNaively(log, filter));
  }
}

const projects = ["p", "q", ""];
const agents = ["planner", "writer", "\u0000", "", ""];
const principals = ["ada", "bob", "svc"];
const outcomes = ["allow", "deny", "review"];

/** Times close to each other, so that many are the same, in a few years, some of them before 1970. */
function makeTime(random: Random): Instant {
  const base = random.pick([-4_000_000, 0, 0, 50, 500, 30_000, 1_750_000_000]);
  return { seconds: BigInt(base + random.integer(40)), nanos: random.pick([0, 1, 2, 999_999_999]) };
}

function makeRandomEvent(random: Random, tenantId: string): NewEvent {
  const type = random.pick(
    Object.values(EventType).filter((value) => typeof value === "number" && value > 0),
  ) as EventType;
  const init: MessageInitShape<typeof EventSchema> = {
    tenantId,
    projectId: random.pick(projects),
    sessionId: random.pick(["s-1", "s-2", "s-10", "s-11", "t", "t\u0001", "u"]),
    agentId: random.pick(agents),
    type,
    status: random.pick([EventStatus.UNSPECIFIED, EventStatus.COMPLETED, EventStatus.FAILED]),
    timestamp: makeTime(random),
    ...(random.chance(0.5) && { principal: { id: random.pick(principals) } }),
    ...(random.chance(0.2) && { delegation: [{ id: random.pick(principals) }] }),
    ...(random.chance(0.4) && {
      cost: { currency: random.pick(["USD", "EUR", ""]), totalCost: random.pick([0, 0.1, 0.2, 1e-7, -0.3, 12]) },
    }),
  };
  const tokens = () => random.pick([0, 1, 2_000_000_000, -3]);
  const contents: NonNullable<MessageInitShape<typeof EventSchema>["content"]>[] = [
    { case: "policy", value: { outcome: random.pick([...outcomes, ""]), approver: { id: random.pick(principals) } } },
    {
      case: "llmInvocation",
      value: { promptTokens: tokens(), completionTokens: tokens(), totalTokens: random.pick([0, 7]) },
    },
    { case: "message", value: { text: "hello" } },
  ];
  return makeNewEvent({ ...init, content: random.pick(contents) });
}

const redactable = ["/agent_id", "/principal", "/cost", "/policy/outcome", "/llm_invocation", "/message/text"];

async function redactSomething(store: EventStore, tenantId: string, random: Random): Promise<void> {
  const log = await readAll(store, tenantId);
  const { sequence } = random.pick(log.filter(({ event }) => event.content.case !== "redactionRecord"));
  for (const place of [random.pick(redactable), ...redactable]) {
    try {
      await redact(store, tenantId, sequence, [place]);
      return;
    } catch (error) {
      // The event has no such value.
      if ((error as { name?: string }).name !== "IntegrityError") {
        throw error;
      }
    }
  }
}

async function redact(
  { log }: EventStore,
  tenantId: string,
  sequence: number,
  places: readonly string[],
): Promise<void> {
  const [entry] = await (log as EventLog).readEntries(tenantId, { fromSequence: sequence, limit: 1 });
  await (log as EventLog).redact(tenantId, makeRedaction(entry as LogEntry, places));
}
