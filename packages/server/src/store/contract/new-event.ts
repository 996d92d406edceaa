// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { type SessionShare, toSessionShare } from "../sessions/session-share.js";
import { toColumnText } from "../words/column-text.js";

/** An event to be stored. */
export interface NewEvent {
  /** Validated event with its tenant set, without the fields that only the server sets and without unknown fields. */
  readonly event: Event;
  /** The same event in binary form. */
  readonly body: Uint8Array;
  /** When the server received it, in milliseconds since the Unix epoch. */
  readonly receivedMs: number;
  /** Binds the event to the log. Present if and only if the store keeps a log. */
  readonly seal?: EventSeal;
}

/** Binds an event to the log. It is created before the store is called, outside any lock. */
export interface EventSeal {
  /** SHA-256 of the normal form (§2), 32 bytes. */
  readonly contentHash: Uint8Array;
  /** K of §3, 32 random bytes. */
  readonly saltKey: Uint8Array;
  /** Commitment of §3, 32 bytes. */
  readonly commit: Uint8Array;
}

/** A point in time, as in google.protobuf.Timestamp. */
export interface Instant {
  readonly seconds: bigint;
  readonly nanos: number;
}

/**
 * Values of an event that every store keeps in columns. Texts are in the form of `toColumnText`. Fields that are not
 * set are empty or 0. A redaction can change `agentId` and `tags`, and nothing else.
 */
export interface EventColumns {
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
  /** Seconds of the event's timestamp, a safe integer for all years from 0001 to 9999. */
  readonly seconds: number;
  readonly nanos: number;
  /** Tags without duplicates. */
  readonly tags: readonly string[];
  /**
   * Whether the event records a redaction. Such an event is counted like any other, but its time does not extend its
   * session.
   */
  readonly isRedactionRecord: boolean;
}

/** The row of an event in a store. */
export interface EventRow extends EventColumns {
  readonly receivedMs: number;
  readonly body: Uint8Array;
  /** What the event adds to its session. */
  readonly share: SessionShare;
}

/** Returns the row of an event to be stored. */
export function toEventRow({ event, body, receivedMs }: NewEvent): EventRow {
  return { ...toEventColumns(event), receivedMs, body, share: toSessionShare(event) };
}

/** Returns the columns of an event, also those of an event after a redaction. */
export function toEventColumns(event: Event): EventColumns {
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
    tags: event.tags.length === 0 ? [] : [...new Set(event.tags.map(toColumnText))],
    isRedactionRecord: event.content.case === "redactionRecord",
  };
}
