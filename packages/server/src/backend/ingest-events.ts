// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
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

/** Outcome of an event: that of the store, or the error for which the event was rejected. */
export type IngestOutcome = AppendOutcome | ConnectError;

/** Stores the valid events of one call, and resolves once they are durable. */
export type IngestEvents = (
  events: readonly Event[],
  caller: Caller,
  signal: AbortSignal,
) => Promise<{ readonly outcomes: readonly IngestOutcome[]; readonly receivedMs: number }>;

/** Dependencies of {@link createIngestEvents}. */
export interface IngestParts {
  readonly store: EventStore;
  readonly callStore: StoreCalls;
  /** Limits the bytes on their way into the store. */
  readonly pendingBytes: Gate;
  readonly now: () => number;
  readonly hooks: ServerHooks;
}

/** Creates the function that ingests events. */
export function createIngestEvents({ store, callStore, pendingBytes, now, hooks }: IngestParts): IngestEvents {
  return async (events, caller, signal) => {
    const receivedMs = now();
    if (events.length === 0) {
      return { outcomes: [], receivedMs };
    }
    // Hashed before any lock is taken.
    const prepared = events.map((event) => prepareEvent(event, receivedMs, store.log !== undefined));
    const added = prepared.flatMap((event) => (event instanceof ConnectError ? [] : [event]));
    const bytes = added.reduce((sum, { body }) => sum + body.length, 0);
    const leave = await pendingBytes.enter(caller.tenantId, bytes, signal);
    try {
      const outcomes = await callStore(() => store.append(added));
      // Failing is better than acknowledging an event that is not stored.
      if (outcomes.length !== added.length) {
        throw new Error(`store: expected an outcome for each of ${added.length} events, got ${outcomes.length}`);
      }
      for (const counts of countOutcomes(added, outcomes)) {
        hooks.onIngested?.(counts);
      }
      return { outcomes: mergeOutcomes(prepared, hideOthers(caller, outcomes)), receivedMs };
    } finally {
      leave();
    }
  };
}

/**
 * Removes from conflicts whether the stored event was redacted, for callers restricted to projects: it may be another
 * project's.
 */
function hideOthers({ projectIds }: Caller, outcomes: readonly AppendOutcome[]): readonly AppendOutcome[] {
  return projectIds.length === 0 ? outcomes : outcomes.map(({ status }) => ({ status }));
}

/** Returns the outcomes of all events in order: the store's, and the errors of events that were not passed to it. */
function mergeOutcomes(
  prepared: readonly (NewEvent | ConnectError)[],
  outcomes: readonly AppendOutcome[],
): readonly IngestOutcome[] {
  const left = outcomes.values();
  return prepared.map((event) =>
    event instanceof ConnectError ? event : (left.next().value ?? { status: "conflict" }),
  );
}

/** Counts outcomes by tenant. A call has several tenants only if no key restricts it to one. */
function countOutcomes(added: readonly NewEvent[], outcomes: readonly AppendOutcome[]): Iterable<IngestCounts> {
  const counts = new Map<string, { -readonly [Name in keyof IngestCounts]: IngestCounts[Name] }>();
  for (const [index, { event, body }] of added.entries()) {
    const { tenantId } = event;
    let count = counts.get(tenantId);
    if (count === undefined) {
      count = { tenantId, accepted: 0, duplicate: 0, conflict: 0, bytes: 0 };
      counts.set(tenantId, count);
    }
    count[outcomes[index]?.status ?? "conflict"] += 1;
    count.bytes += body.length;
  }
  return counts.values();
}

/**
 * Prepares an event for a store: encoded without the content hash that the client may have sent, and sealed if the
 * store keeps a log. Returns an error if the sent content hash does not match. Without a log, the hash is not checked.
 */
function prepareEvent(event: Event, receivedMs: number, sealed: boolean): NewEvent | ConnectError {
  const { contentHash } = event;
  event.contentHash = "";
  const body = encodeEvent(event, { writeUnknownFields: false });
  if (!sealed) {
    return { event, body, receivedMs };
  }
  const seal = sealEvent(event);
  if (contentHash === "") {
    return { event, body, receivedMs, seal };
  }
  const expected = toHex(seal.contentHash);
  return contentHash === expected
    ? { event, body, receivedMs, seal }
    : refuse(`expected ${expected}, the hash of the event as received, got ${contentHash}`);
}

function refuse(description: string): ConnectError {
  const fieldViolations = [{ field: "event.content_hash", description, reason: "CONTENT_HASH_MISMATCH" }];
  return new ConnectError(`event.content_hash: ${description}`, Code.InvalidArgument, undefined, [
    { desc: BadRequestSchema, value: { fieldViolations } },
  ]);
}
