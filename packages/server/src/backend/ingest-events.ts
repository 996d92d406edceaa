// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { toBinary } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { BadRequestSchema } from "@chaukas/spec-server/gen/google/rpc/error_details_pb.js";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Caller } from "../auth/caller.js";
import type { Gate } from "../limits/create-gate.js";
import type { StoreCalls } from "../limits/create-store-calls.js";
import type { IngestCounts, ServerHooks } from "../observe/server-hooks.js";
import type { AppendOutcome, EventStore } from "../store/contract/event-store.js";
import type { NewEvent } from "../store/contract/new-event.js";
import { sealEvent } from "../store/records/commitment.js";
import { toHex } from "../store/records/hashes.js";

/** What became of an event: the store's word, or what is wrong with it. */
export type IngestOutcome = AppendOutcome | ConnectError;

/** Stores good events of one call and resolves once they are durable. */
export type IngestEvents = (
  events: readonly Event[],
  caller: Caller,
  signal: AbortSignal,
) => Promise<{ readonly outcomes: readonly IngestOutcome[]; readonly receivedMs: number }>;

/** What {@link createIngestEvents} works with. */
export interface IngestParts {
  readonly store: EventStore;
  readonly callStore: StoreCalls;
  /** Bounds the bytes that are on their way into the store. */
  readonly pendingBytes: Gate;
  readonly now: () => number;
  readonly hooks: ServerHooks;
}

/** Creates what takes events in. */
export function createIngestEvents({ store, callStore, pendingBytes, now, hooks }: IngestParts): IngestEvents {
  return async (events, caller, signal) => {
    const receivedMs = now();
    if (events.length === 0) {
      return { outcomes: [], receivedMs };
    }
    // Hashing comes before all locks.
    const readied = events.map((event) => readyEvent(event, receivedMs, store.log !== undefined));
    const added = readied.flatMap((event) => (event instanceof ConnectError ? [] : [event]));
    const bytes = added.reduce((sum, { body }) => sum + body.length, 0);
    const leave = await pendingBytes.enter(caller.tenantId, bytes, signal);
    try {
      const outcomes = await callStore(() => store.append(added));
      // To acknowledge what is not stored would be worse than to fail.
      if (outcomes.length !== added.length) {
        throw new Error(`store: expected an outcome for each of ${added.length} events, got ${outcomes.length}`);
      }
      for (const counts of countOutcomes(added, outcomes)) {
        hooks.onIngested?.(counts);
      }
      return { outcomes: inPlaces(readied, outcomes), receivedMs };
    } finally {
      leave();
    }
  };
}

/** Outcomes of all events in their order, of which the store was not given the bad ones. */
function inPlaces(
  readied: readonly (NewEvent | ConnectError)[],
  outcomes: readonly AppendOutcome[],
): readonly IngestOutcome[] {
  const left = outcomes.values();
  return readied.map((event) =>
    event instanceof ConnectError ? event : (left.next().value ?? { status: "conflict" }),
  );
}

/** Counts by tenant, of which a call has more than one only where no key binds it. */
function countOutcomes(added: readonly NewEvent[], outcomes: readonly AppendOutcome[]): Iterable<IngestCounts> {
  const counts = new Map<string, { -readonly [Name in keyof IngestCounts]: IngestCounts[Name] }>();
  for (const [index, { event, body }] of added.entries()) {
    const { tenantId } = event;
    const count = counts.get(tenantId) ?? { tenantId, accepted: 0, duplicate: 0, conflict: 0, bytes: 0 };
    count[outcomes[index]?.status ?? "conflict"] += 1;
    count.bytes += body.length;
    counts.set(tenantId, count);
  }
  return counts.values();
}

/**
 * Readies an event for a store: sealed where that keeps a log, and without the content hash that the client may have
 * sent. Returns the error for an event whose content hash is not what was sent. Without a log nothing is held against it.
 */
function readyEvent(event: Event, receivedMs: number, sealed: boolean): NewEvent | ConnectError {
  const { contentHash } = event;
  event.contentHash = "";
  const body = toBinary(EventSchema, event, { writeUnknownFields: false });
  if (!sealed) {
    return { event, body, receivedMs };
  }
  const seal = sealEvent(event);
  const expected = toHex(seal.contentHash);
  return contentHash === "" || contentHash === expected
    ? { event, body, receivedMs, seal }
    : refuse(`expected ${expected}, which the event has as it arrived, got ${contentHash}`);
}

function refuse(description: string): ConnectError {
  const fieldViolations = [{ field: "event.content_hash", description, reason: "CONTENT_HASH_MISMATCH" }];
  return new ConnectError(`event.content_hash: ${description}`, Code.InvalidArgument, undefined, [
    { desc: BadRequestSchema, value: { fieldViolations } },
  ]);
}
