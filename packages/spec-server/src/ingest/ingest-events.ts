// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Event, EventBatch } from "@chaukas/spec-common";
import { Code, ConnectError } from "@connectrpc/connect";
import type { BackendContext, ChaukasBackend } from "../contract/chaukas-backend.js";
import type { EventRejection } from "../contract/chaukas-options.js";
import { isEventError } from "../errors/is-event-error.js";
import type {
  IngestEventBatchResponseSchema,
  IngestEventResponseSchema,
} from "../gen/chaukas/spec/server/v1/server_pb.js";

export type BatchIngested = MessageInitShape<typeof IngestEventBatchResponseSchema>;

/** What the ingestion of a batch needs. */
export interface BatchIngestion {
  readonly backend: ChaukasBackend;
  readonly accept: (event: Event, index: number) => Promise<Event>;
  readonly onRejected: (rejection: EventRejection) => void;
  readonly context: BackendContext;
}

/**
 * Checks each event of a batch on its own, passes the valid ones to the backend, and names the others in batch order.
 */
export async function ingestEventBatch(batch: EventBatch, ingestion: BatchIngestion): Promise<BatchIngested> {
  const { backend } = ingestion;
  const ids = batch.events.map((event) => event.eventId);
  const rejected = new Set<number>();
  const reject = (index: number, error: ConnectError) => {
    rejected.add(index);
    ingestion.onRejected({ eventId: ids[index] ?? "", index, error });
  };
  const good = await acceptEvents(batch.events, ids, reject, ingestion);
  // The backend is not called without events, unless the batch was empty from the start.
  if (good.length > 0 || ids.length === 0) {
    const store = backend.ingestEventBatch === undefined ? storeOneByOne : storeTogether;
    await store(batch, good, reject, ingestion);
  }
  const rejectedEventIds = ids.filter((_, index) => rejected.has(index));
  return {
    batchId: batch.batchId,
    acceptedCount: ids.length - rejectedEventIds.length,
    rejectedCount: rejectedEventIds.length,
    rejectedEventIds,
  };
}

interface GoodEvent {
  readonly event: Event;
  readonly index: number;
}

type Reject = (index: number, error: ConnectError) => void;

async function acceptEvents(
  events: readonly Event[],
  ids: string[],
  reject: Reject,
  { accept, context }: BatchIngestion,
): Promise<GoodEvent[]> {
  const good: GoodEvent[] = [];
  for (const [index, sent] of events.entries()) {
    context.signal.throwIfAborted();
    try {
      const event = await accept(sent, index);
      ids[index] = event.eventId;
      good.push({ event, index });
    } catch (error) {
      if (!isEventError(error)) {
        throw error;
      }
      reject(index, error);
    }
  }
  return good;
}

async function storeOneByOne(
  _batch: EventBatch,
  good: readonly GoodEvent[],
  reject: Reject,
  { backend, context }: BatchIngestion,
): Promise<void> {
  for (const { event, index } of good) {
    context.signal.throwIfAborted();
    try {
      await backend.ingestEvent?.(event, context);
    } catch (error) {
      if (!isEventError(error)) {
        throw error;
      }
      reject(index, error);
    }
  }
}

async function storeTogether(
  batch: EventBatch,
  good: readonly GoodEvent[],
  reject: Reject,
  { backend, context }: BatchIngestion,
): Promise<void> {
  const events = good.map(({ event }) => event);
  const result = await backend.ingestEventBatch?.({ ...batch, events }, context);
  const { rejectedEventIds = [], rejectedCount = 0 } = result ?? {};
  const left = [...rejectedEventIds];
  // Among events with the same id, the later ones conflict, so both lists are matched from their ends.
  const named = [...good].reverse().filter(({ event }) => {
    const position = left.lastIndexOf(event.eventId);
    return position !== -1 && left.splice(position, 1).length > 0;
  });
  for (const { event, index } of named.reverse()) {
    reject(index, new ConnectError(`event ${event.eventId}: rejected by the server`, Code.FailedPrecondition));
  }
  // Acknowledging an event that is not stored would be worse than failing.
  if (left.length > 0 || (rejectedCount > 0 && rejectedCount !== rejectedEventIds.length)) {
    const counts = `${rejectedCount} events and ${rejectedEventIds.length} ids`;
    const found = left.length > 0 ? `${JSON.stringify(left[0])}, which is not in the batch` : counts;
    throw new Error(`ingestEventBatch: expected the backend to name each rejected event, got ${found}`);
  }
}

type Ingested = MessageInitShape<typeof IngestEventResponseSchema>;

/**
 * Passes one valid event to the backend, as a batch if it takes only batches, and fills in what the backend leaves out.
 */
export async function ingestEvent(backend: ChaukasBackend, event: Event, context: BackendContext): Promise<Ingested> {
  const result = await callBackend(backend, event, context);
  return {
    eventId: result.eventId || event.eventId,
    status: result.status || "accepted",
    processedAt: result.processedAt || BigInt(Date.now()),
  };
}

async function callBackend(backend: ChaukasBackend, event: Event, context: BackendContext): Promise<Ingested> {
  if (backend.ingestEvent !== undefined) {
    return backend.ingestEvent(event, context);
  }
  const batch = {
    $typeName: "chaukas.spec.common.v1.EventBatch" as const,
    batchId: globalThis.crypto.randomUUID(),
    events: [event],
    totalCost: 0,
    totalTokens: 0,
    totalDurationMs: 0,
  };
  const { rejectedEventIds = [], rejectedCount = 0 } = (await backend.ingestEventBatch?.(batch, context)) ?? {};
  if (rejectedEventIds.length > 0 || rejectedCount > 0) {
    throw new ConnectError(`event ${event.eventId}: rejected by the server`, Code.FailedPrecondition);
  }
  return {};
}
