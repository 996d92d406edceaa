// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import { create } from "@bufbuild/protobuf";
import { WireType } from "@bufbuild/protobuf/wire";
import { type Event, EventSchema, EventType } from "@chaukas/spec-common";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Random } from "../../events/random.ts";
import type { ServiceClient } from "../../http/connect-clients.ts";
import type { Ledger, LedgerEntry } from "./create-ledger.ts";
import { createSoakEvent } from "./create-soak-event.ts";

/** Options of the writers. */
export interface WriterOptions {
  /** Clients, one of which is picked for each call. */
  readonly clients: readonly ServiceClient[];
  readonly ledger: Ledger;
  readonly random: Random;
  /** Tenants of new events. */
  readonly tenants: readonly string[];
  /** Number of concurrent writers. */
  readonly writers: number;
  /** Share of events that are sent again, half of them with different content. */
  readonly repeats: number;
}

/** Running writers. */
export interface RunningWriters {
  /** Number of calls answered so far. */
  readonly calls: number;
  /** Resolves once the given number of calls have been answered, or after the timeout. */
  reach(calls: number, timeoutMs: number): Promise<void>;
  /** Lets writers finish their calls, and then resolves. */
  stop(): Promise<void>;
}

type BatchAnswer = Awaited<ReturnType<ServiceClient["ingestEventBatch"]>>;

const variants = 3;
const largestBatch = 20;

/** Starts writers that continuously send single events and batches, with new, repeated and conflicting events. */
export function runWriters(options: WriterOptions): RunningWriters {
  const { ledger, random, writers } = options;
  let isOver = false;
  let calls = 0;
  const write = async (own: Random) => {
    while (!isOver) {
      try {
        await (own.chance(0.5) ? sendOne(options, own) : sendBatch(options, own));
        calls += 1;
      } catch {
        // Without a response, the events may or may not be stored; the ledger records them as sent.
        ledger.counts.unanswered += 1;
        await sleep(20);
      }
    }
  };
  const written = Promise.all(Array.from({ length: writers }, () => write(random.split())));
  return {
    get calls() {
      return calls;
    },
    async reach(target, timeoutMs) {
      const end = performance.now() + timeoutMs;
      while (calls < target && performance.now() < end) {
        await sleep(2);
      }
    },
    async stop() {
      isOver = true;
      await written;
    },
  };
}

async function sendOne(options: WriterOptions, random: Random): Promise<void> {
  const { entry, variant } = choose(options, random);
  entry.sent.add(variant);
  try {
    const event = createSoakEvent({ ...entry, variant });
    const { status, eventId } = await random.pick(options.clients).ingestEvent({ event });
    if (eventId !== event.eventId || !["accepted", "duplicate"].includes(status)) {
      options.ledger.faults.push(`${event.eventId}: answered with status "${status}" for "${eventId}"`);
    }
    options.ledger.acknowledge(entry, variant, status === "accepted");
  } catch (error) {
    if (ConnectError.from(error).code !== Code.AlreadyExists) {
      throw error;
    }
    options.ledger.refuse(entry, variant);
  }
}

async function sendBatch(options: WriterOptions, random: Random): Promise<void> {
  const chosen = new Map<string, { entry: LedgerEntry; variant: number }>();
  for (let left = 1 + random.integer(largestBatch); left > 0; left--) {
    const { entry, variant } = choose(options, random);
    const { eventId } = createSoakEvent({ ...entry, variant });
    if (!chosen.has(eventId)) {
      chosen.set(eventId, { entry, variant });
      entry.sent.add(variant);
    }
  }
  const events: Event[] = [...chosen.values()].map(({ entry, variant }) => createSoakEvent({ ...entry, variant }));
  const bad = Array.from({ length: Math.ceil(events.length / 2) }, () => makeBadEvent(options.tenants, random));
  for (const event of bad) {
    events.splice(random.integer(events.length + 1), 0, event);
  }
  const answer = await random.pick(options.clients).ingestEventBatch({ eventBatch: { batchId: "soak", events } });
  const rejected = new Set(answer.rejectedEventIds);
  for (const [eventId, { entry, variant }] of chosen) {
    rejected.has(eventId) ? options.ledger.refuse(entry, variant) : options.ledger.acknowledge(entry, variant);
  }
  options.ledger.faults.push(...findVerdictFaults(events, bad, answer));
}

/** Finds what is wrong with the response to a batch: bad events that are accepted, and rejections without a reason. */
function findVerdictFaults(events: readonly Event[], bad: readonly Event[], answer: BatchAnswer): string[] {
  const { acceptedCount, rejectedCount, rejectedEventIds, rejections } = answer;
  const faults: string[] = [];
  const missing = bad.filter(({ eventId }) => !rejectedEventIds.includes(eventId));
  if (missing.length > 0 || acceptedCount + rejectedCount !== events.length) {
    const counts = `${acceptedCount} accepted and ${rejectedCount} rejected, ${missing.length} bad among the accepted`;
    faults.push(`batch of ${events.length}: ${counts}`);
  }
  const named = rejections.map(({ eventId }) => eventId);
  const wrong = rejections.filter(
    ({ index, eventId, message }) => events[index]?.eventId !== eventId || message === "",
  );
  if (named.join() !== rejectedEventIds.join() || wrong.length > 0) {
    faults.push(`batch of ${events.length}: rejected ${rejectedEventIds.join()}, with reasons for ${named.join()}`);
  }
  return faults;
}

function choose({ ledger, tenants, repeats }: WriterOptions, random: Random): { entry: LedgerEntry; variant: number } {
  const known = random.chance(repeats) ? ledger.pick(random.next()) : undefined;
  if (known === undefined) {
    return { entry: ledger.add(random.pick(tenants)), variant: random.integer(variants) };
  }
  const variant = known.acknowledged ?? [...known.sent][0] ?? 0;
  return { entry: known, variant: random.chance(0.5) ? variant : random.integer(variants) };
}

/**
 * Creates an event without the required session, every other one with bytes that cannot be decoded. It is not in the
 * ledger, so it must never be stored.
 */
function makeBadEvent(tenants: readonly string[], random: Random): Event {
  const event = create(EventSchema, {
    eventId: `bad-${random.integer(2 ** 32)}`,
    tenantId: random.pick(tenants),
    type: EventType.SYSTEM,
    timestamp: { seconds: 1_760_000_000n },
  });
  if (random.chance(0.5)) {
    // The name of an agent that is longer than the event.
    event.$unknown = [{ no: 13, wireType: WireType.LengthDelimited, data: Uint8Array.of(0x7f, 0x61) }];
  }
  return event;
}
