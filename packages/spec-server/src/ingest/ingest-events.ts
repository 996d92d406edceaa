// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Event, EventBatch } from "@chaukas/spec-common";
import type { ConnectError } from "@connectrpc/connect";
import type { BackendContext, ChaukasBackend } from "../contract/chaukas-backend.js";
import type { EventNotice, EventRejection } from "../contract/chaukas-options.js";
import { findProtoPointer } from "../errors/field-path.js";
import { isEventError } from "../errors/is-event-error.js";
import type {
  IngestEventBatchResponseSchema,
  IngestEventResponseSchema,
} from "../gen/chaukas/spec/server/v1/server_pb.js";
import type { AcceptEvent, AcceptedEvent } from "./accept-event.js";
import { readFaultOf } from "./unreadable-event.js";
import {
  createBackendRejection,
  createNotices,
  createReadRejection,
  createRejection,
  describeNotice,
  describeRejection,
  type PointerOf,
  type SentNotice,
} from "./verdict.js";

export type BatchIngested = MessageInitShape<typeof IngestEventBatchResponseSchema>;

/** What the ingestion of a batch needs. */
export interface BatchIngestion {
  readonly backend: ChaukasBackend;
  readonly accept: AcceptEvent;
  readonly context: BackendContext;
  /** Form of the pointers in rejections. */
  readonly pointerOf: PointerOf;
  readonly onRejected: (rejection: EventRejection) => void;
  /** Called for the events that are stored. */
  readonly onNotice: (notice: EventNotice) => void;
}

/** Maximum number of notices in a response, so that every client can read it. */
const maxNotices = 1000;

/**
 * Checks each event of a batch on its own, passes the valid ones to the backend, and describes the others in batch
 * order.
 */
export async function ingestEventBatch(batch: EventBatch, ingestion: BatchIngestion): Promise<BatchIngested> {
  const { backend } = ingestion;
  const rejections = new Map<number, EventRejection>();
  const reject = (rejection: EventRejection) => {
    rejections.set(rejection.index, rejection);
    ingestion.onRejected(rejection);
  };
  const good = await acceptEvents(batch.events, reject, ingestion);
  const count = batch.events.length;
  // The backend is not called without events, unless the batch was empty from the start.
  const store = backend.ingestEventBatch === undefined ? storeOneByOne : storeTogether;
  const others: SentNotice[] = good.length > 0 || count === 0 ? await store(batch, good, reject, ingestion) : [];
  const stored = good.filter(({ index }) => !rejections.has(index));
  const own = stored.flatMap(({ event, index, unknownFields }) => createNotices(event, index, unknownFields));
  own.forEach(ingestion.onNotice);
  const notices = [...own.map(describeNotice), ...others].sort((a, b) => (a.index ?? 0) - (b.index ?? 0));
  const rejected = [...rejections.values()].sort((a, b) => a.index - b.index);
  return {
    batchId: batch.batchId,
    acceptedCount: count - rejected.length,
    rejectedCount: rejected.length,
    rejectedEventIds: rejected.map(({ eventId }) => eventId),
    rejections: rejected.map((rejection) => describeRejection(rejection, pathOf(rejection.index))),
    notices: notices.slice(0, maxNotices),
  };
}

interface GoodEvent extends AcceptedEvent {
  readonly index: number;
}

type Reject = (rejection: EventRejection) => void;

function pathOf(index: number): string {
  return `event_batch.events[${index}]`;
}

async function acceptEvents(
  events: readonly Event[],
  reject: Reject,
  { accept, context, pointerOf }: BatchIngestion,
): Promise<GoodEvent[]> {
  const good: GoodEvent[] = [];
  for (const [index, sent] of events.entries()) {
    context.signal.throwIfAborted();
    const fault = readFaultOf(sent);
    if (fault !== undefined) {
      reject(createReadRejection(sent, index, fault));
      continue;
    }
    const path = pathOf(index);
    try {
      const accepted = accept(sent, path, context);
      const { event, unknownFields } = accepted instanceof Promise ? await accepted : accepted;
      good.push({ event, unknownFields, index });
    } catch (error) {
      reject(createRejection(sent, { index, path }, eventErrorOf(error), pointerOf));
    }
  }
  return good;
}

/** Returns the error of an event. Throws any other. */
function eventErrorOf(error: unknown): ConnectError {
  if (!isEventError(error)) {
    throw error;
  }
  return error;
}

async function storeOneByOne(
  _batch: EventBatch,
  good: readonly GoodEvent[],
  reject: Reject,
  { backend, context, pointerOf }: BatchIngestion,
): Promise<SentNotice[]> {
  const notices: SentNotice[] = [];
  for (const { event, index } of good) {
    context.signal.throwIfAborted();
    try {
      const result = await backend.ingestEvent?.(event, context);
      notices.push(...(result?.notices ?? []).map((notice) => moveNotice(notice, index)));
    } catch (error) {
      reject(createRejection(event, { index, path: pathOf(index) }, eventErrorOf(error), pointerOf));
    }
  }
  return notices;
}

async function storeTogether(
  batch: EventBatch,
  good: readonly GoodEvent[],
  reject: Reject,
  { backend, context, pointerOf }: BatchIngestion,
): Promise<SentNotice[]> {
  const events = good.map(({ event }) => event);
  const result = (await backend.ingestEventBatch?.({ ...batch, events }, context)) ?? {};
  const { rejections = [], notices = [] } = result;
  if (rejections.length > 0) {
    for (const { rejection, event, index } of matchRejections(result, good)) {
      reject(createBackendRejection(event, index, rejection, pointerOf));
    }
  } else {
    for (const { event, index } of matchIds(result, good)) {
      reject(createBackendRejection(event, index, {}, pointerOf));
    }
  }
  return notices.map((notice) => moveNotice(notice, good[notice.index ?? 0]?.index ?? 0));
}

/** Returns a notice of the backend with the position of its event in the batch as it was sent. */
function moveNotice({ eventId = "", kind = "", field = "", message = "" }: SentNotice, index: number): SentNotice {
  return { index, eventId, kind, field, message };
}

/** Finds the events of the rejections that a backend describes, which count the events that it was given. */
function matchRejections(
  { rejections = [], rejectedEventIds = [], rejectedCount = 0 }: BatchIngested,
  good: readonly GoodEvent[],
) {
  const matched = rejections.map((rejection) => {
    const found = good[rejection.index ?? 0];
    if (found === undefined || (rejection.eventId || found.event.eventId) !== found.event.eventId) {
      throw misnamed(`${JSON.stringify(rejection.eventId)} at index ${rejection.index}, which is not in the batch`);
    }
    return { ...found, rejection };
  });
  // Acknowledging an event that is not stored would be worse than failing.
  const count = new Set(matched.map(({ index }) => index)).size;
  for (const other of [rejections.length, rejectedEventIds.length || count, rejectedCount || count]) {
    if (other !== count) {
      throw misnamed(`${count} rejections, and ${other} events`);
    }
  }
  return matched.sort((a, b) => a.index - b.index);
}

/** Finds the events that a backend names as rejected, in batch order. */
function matchIds(
  { rejectedEventIds = [], rejectedCount = 0 }: BatchIngested,
  good: readonly GoodEvent[],
): GoodEvent[] {
  const left = [...rejectedEventIds];
  // Among events with the same id, the later ones conflict, so both lists are matched from their ends.
  const named = [...good].reverse().filter(({ event }) => {
    const position = left.lastIndexOf(event.eventId);
    return position !== -1 && left.splice(position, 1).length > 0;
  });
  if (left.length > 0) {
    throw misnamed(`${JSON.stringify(left[0])}, which is not in the batch`);
  }
  if (rejectedCount > 0 && rejectedCount !== rejectedEventIds.length) {
    throw misnamed(`${rejectedCount} events and ${rejectedEventIds.length} ids`);
  }
  return named.reverse();
}

function misnamed(found: string): Error {
  return new Error(`ingestEventBatch: expected the backend to name each rejected event, got ${found}`);
}

type Ingested = MessageInitShape<typeof IngestEventResponseSchema>;

/**
 * Passes one valid event to the backend, as a batch if it takes only batches, and fills in what the backend leaves out.
 */
export async function ingestEvent(
  { backend, context, onNotice }: Pick<BatchIngestion, "backend" | "context" | "onNotice">,
  { event, unknownFields }: AcceptedEvent,
): Promise<Ingested> {
  const result = await callBackend(backend, event, context);
  const notices = createNotices(event, 0, unknownFields);
  notices.forEach(onNotice);
  return {
    eventId: result.eventId || event.eventId,
    status: result.status || "accepted",
    processedAt: result.processedAt || BigInt(Date.now()),
    notices: [...notices.map(describeNotice), ...(result.notices ?? [])],
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
  const result = (await backend.ingestEventBatch?.(batch, context)) ?? {};
  const { rejectedEventIds = [], rejectedCount = 0, rejections: [rejection] = [], notices = [] } = result;
  if (rejection !== undefined || rejectedEventIds.length > 0 || rejectedCount > 0) {
    throw createBackendRejection(event, 0, rejection ?? {}, findProtoPointer).error;
  }
  return { notices };
}
