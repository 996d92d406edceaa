// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, EventStatus, EventType, Severity } from "@chaukas/spec-common";
import type { EventLog } from "./event-log.js";
import type { KeyStore } from "./key-store.js";
import type { Instant, NewEvent } from "./new-event.js";

/**
 * Keeps the events of many tenants: append-only, durable, one log per tenant.
 *
 * Every method is safe to call concurrently. A failure of the store itself rejects with a `StoreError`; an
 * append that rejects has stored nothing of what it was given, or may be repeated as it is.
 */
export interface EventStore {
  /** Keys of callers, kept beside the events. */
  readonly keys: KeyStore;

  /** The tamper-evident log behind the events. Absent when the store keeps none. */
  readonly log?: EventLog;

  /**
   * Stores events in the order given and resolves once they are durable, with one outcome for each, in that
   * order. Calls that are under way at the same time may share one transaction. Within one call, too, an event
   * is held against those before it.
   */
  append(events: readonly NewEvent[]): Promise<readonly AppendOutcome[]>;

  /** Finds one page of events. Every acknowledged event is found. */
  findPage(query: StoreQuery): Promise<StorePage>;

  /** Counts events and sessions. */
  countEvents(selection: StatsSelection): Promise<EventStats>;

  /**
   * Reads events of one tenant in the order of their sequence, from `fromSequence` on (default: 0), at most
   * `limit` of them.
   */
  readLog(tenantId: string, range: { fromSequence?: number; limit: number }): Promise<readonly StoredEvent[]>;

  /** Identifiers of all tenants that have events, in order of code points. */
  listTenants(): Promise<readonly string[]>;

  /** Secret of 32 bytes, the same for every server on this store, that authenticates page tokens. */
  pageTokenSecret(): Promise<Uint8Array>;

  /** Resolves when the store can be read and written now. */
  check(): Promise<void>;

  /** Finishes what is under way and lets go of files and connections. */
  close(): Promise<void>;
}

/** What became of one event. `conflict`: other content is stored under its identifiers, and stays. */
export interface AppendOutcome {
  readonly status: "accepted" | "duplicate" | "conflict";
  /** Set on a conflict with an event that was redacted since, so that nothing can tell whether this one is the same. */
  readonly isRedacted?: true;
}

/** An event as it is read back, with the fields that the server sets. */
export interface StoredEvent {
  /** Place in the tenant's log, from 0, without gaps. */
  readonly sequence: number;
  readonly event: Event;
}

/** Which events to find. Absent members and empty lists do not restrict; members are combined with AND, lists with OR. */
export interface EventFilter {
  readonly tenantId: string;
  /** Projects that may be seen, one of which the event must belong to. */
  readonly projectIds?: readonly string[];
  readonly sessionId?: string;
  readonly agentId?: string;
  readonly spanId?: string;
  readonly traceId?: string;
  readonly types?: readonly EventType[];
  readonly statuses?: readonly EventStatus[];
  readonly severities?: readonly Severity[];
  readonly tags?: readonly string[];
  /** Words that all occur in the event's strings, as `splitWords` gives them. */
  readonly words?: readonly string[];
  /** Inclusive. */
  readonly start?: Instant;
  /** Exclusive. */
  readonly end?: Instant;
}

/** A place in the order of pages: by time, then by sequence. */
export interface Position extends Instant {
  readonly sequence: number;
}

export interface StoreQuery {
  readonly filter: EventFilter;
  readonly order: "ascending" | "descending";
  /** Last event of the page before. */
  readonly after?: Position;
  /** Most events to return, at least 1. */
  readonly limit: number;
  /**
   * Most bytes of the bodies of these events. A page ends before the event that would exceed it, but holds one at
   * least. Default: 16 MiB.
   */
  readonly maxBytes?: number;
}

/** Bytes of bodies that one page holds at most where a query does not say. */
export const defaultPageBytes = 16 * 1024 * 1024;

export interface StorePage {
  readonly events: readonly StoredEvent[];
  /** Events that match the filter, over all pages. */
  readonly totalCount: number;
  /** Whether events follow on this page. */
  readonly hasMore: boolean;
}

/** Which events to count. */
export type StatsSelection = Pick<EventFilter, "tenantId" | "projectIds" | "start" | "end">;

export interface EventStats {
  readonly totalEvents: number;
  readonly totalSessions: number;
  /** Counts by number of type; types without events are left out. */
  readonly eventsByType: ReadonlyMap<EventType, number>;
  /** Mean time from the first to the last counted event of a session. 0 without sessions. */
  readonly avgSessionDurationMs: number;
}
