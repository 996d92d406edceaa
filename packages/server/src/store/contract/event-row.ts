// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { toColumnText } from "../words/column-text.js";
import type { NewEvent } from "./new-event.js";

/**
 * Columns in which every store keeps an event. Texts are as `toColumnText` gives them; fields that are not set are
 * empty or 0.
 */
export interface EventRow {
  readonly tenantId: string;
  readonly eventId: string;
  readonly projectId: string;
  readonly sessionId: string;
  readonly agentId: string;
  readonly spanId: string;
  readonly traceId: string;
  readonly type: number;
  readonly status: number;
  readonly severity: number;
  /** Seconds of the event's timestamp, which are safe integers in all years from 0001 to 9999. */
  readonly seconds: number;
  readonly nanos: number;
  readonly receivedMs: number;
  /** Tags without repetition. */
  readonly tags: readonly string[];
  readonly body: Uint8Array;
}

/** Columns of an event that is about to be stored. */
export function toEventRow({ event, body, receivedMs }: NewEvent): EventRow {
  return {
    tenantId: toColumnText(event.tenantId),
    eventId: toColumnText(event.eventId),
    projectId: toColumnText(event.projectId),
    sessionId: toColumnText(event.sessionId),
    agentId: toColumnText(event.agentId),
    spanId: toColumnText(event.spanId),
    traceId: toColumnText(event.traceId),
    type: event.type,
    status: event.status,
    severity: event.severity,
    seconds: Number(event.timestamp?.seconds ?? 0n),
    nanos: event.timestamp?.nanos ?? 0,
    receivedMs,
    tags: [...new Set(event.tags.map(toColumnText))],
    body,
  };
}
