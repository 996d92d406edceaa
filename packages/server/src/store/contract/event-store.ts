// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, EventStatus, EventType, Severity } from "@chaukas/spec-common";
import type { FacetFilter } from "../words/facets.js";
import type { CursorStore } from "./cursor-store.js";
import type { EventLog } from "./event-log.js";
import type { KeyStore } from "./key-store.js";
import type { LogTransfer } from "./log-transfer.js";
import type { Instant, NewEvent } from "./new-event.js";
import type { SessionPage, SessionQuery } from "./session-query.js";

/**
 * Stores the events of many tenants: append-only and durable, with one log per tenant.
 *
 * Every method is safe to call concurrently, and rejects with a `StoreError` if the store fails. After an append that
 * rejects, either none of its events are stored, or the same call may be repeated.
 */
export interface EventStore {
  /** Keys of callers, stored with the events. */
  readonly keys: KeyStore;

  /** The tamper-evident logs of the events. Absent if the store keeps none. */
  readonly log?: EventLog;

  /** Positions of programs that follow the logs. Absent if the store cannot keep any. */
  readonly cursors?: CursorStore;

  /** Moves whole logs into the store. Absent if the store keeps no log, or cannot receive one. */
  readonly transfer?: LogTransfer;

  /**
   * Stores events in the given order. Resolves once they are durable, with one outcome per event in the same order.
   * Concurrent calls may share a transaction. Duplicates and conflicts are also detected within one call.
   */
  append(events: readonly NewEvent[]): Promise<readonly AppendOutcome[]>;

  /** Finds one page of events. Searches all acknowledged events. */
  findPage(query: StoreQuery): Promise<StorePage>;

  /** Reads one event by its id. Undefined if the tenant has none of that id. Absent if the store cannot. */
  findEvent?(tenantId: string, eventId: string): Promise<StoredEvent | undefined>;

  /** Finds one page of sessions, newest activity first. Absent if the store keeps no sums of sessions. */
  findSessions?(query: SessionQuery): Promise<SessionPage>;

  /** Counts events and sessions. */
  countEvents(selection: StatsSelection): Promise<EventStats>;

  /**
   * Reads events of one tenant in order of sequence, starting at `fromSequence` (default: 0). Returns at most `limit`
   * events, and ends before one with which their bodies would exceed `maxBytes` (default: no limit), but returns at least
   * one if there is any.
   */
  readLog(tenantId: string, range: LogRange): Promise<readonly StoredEvent[]>;

  /** Returns the identifiers of all tenants that have events, sorted by code points. */
  listTenants(): Promise<readonly string[]>;

  /**
   * Returns the time at which the newest event was received, in milliseconds since 1970: the latest of the last events
   * of all tenants. Undefined without events. Absent if the store cannot.
   */
  newestReceivedMs?(): Promise<number | undefined>;

  /** Returns the secret that authenticates page tokens: 32 bytes, the same for every server on this store. */
  pageTokenSecret(): Promise<Uint8Array>;

  /** Resolves if the store can currently be read and written. */
  check(): Promise<void>;

  /** Finishes pending calls and releases files and connections. */
  close(): Promise<void>;
}

/** A part of a log. */
export interface LogRange {
  readonly fromSequence?: number;
  readonly limit: number;
  readonly maxBytes?: number;
}

/** Outcome for one event. `conflict`: other content is stored under its identifiers, and is kept. */
export interface AppendOutcome {
  readonly status: "accepted" | "duplicate" | "conflict";
  /** Set for a conflict with a redacted event, since it is unknown whether this event equals the original. */
  readonly isRedacted?: true;
}

/** An event as stored, with the fields that the server sets. */
export interface StoredEvent {
  /** Position in the tenant's log, from 0, without gaps. */
  readonly sequence: number;
  readonly event: Event;
  /**
   * Returns `event` in binary form, without decoding it if it has not been read. Absent if the store does not have it.
   * Not enumerable, so that a copy with another `event` does not have it.
   */
  encode?(): Uint8Array;
}

/** Events to find. Absent members and empty lists do not restrict. Members are combined with AND, lists with OR. */
export interface EventFilter extends FacetFilter {
  readonly tenantId: string;
  readonly eventIds?: readonly string[];
  /** Projects that the caller may see. The event must belong to one of them. */
  readonly projectIds?: readonly string[];
  readonly sessionId?: string;
  readonly agentId?: string;
  readonly spanId?: string;
  readonly traceId?: string;
  readonly types?: readonly EventType[];
  readonly statuses?: readonly EventStatus[];
  readonly severities?: readonly Severity[];
  readonly tags?: readonly string[];
  /** Words that must all occur in the event's strings, as returned by `toSearchTerms`. */
  readonly words?: readonly string[];
  /** Texts of which each must occur within a word of the event, as returned by `toSearchTerms` together with words. */
  readonly phrases?: readonly string[];
  /** Inclusive. */
  readonly start?: Instant;
  /** Exclusive. */
  readonly end?: Instant;
}

/** A position in the order of pages: by time, then by sequence. */
export interface Position extends Instant {
  readonly sequence: number;
}

export interface StoreQuery {
  readonly filter: EventFilter;
  readonly order: "ascending" | "descending";
  /** Last event of the previous page. */
  readonly after?: Position;
  /** Maximum number of events to return, at least 1. */
  readonly limit: number;
  /**
   * Maximum total size of the bodies of these events, in bytes. A page ends before the event that would exceed it, but
   * contains at least one. Default: 16 MiB.
   */
  readonly maxBytes?: number;
}

/** Default maximum size of the bodies of a page, in bytes. */
export const defaultPageBytes = 16 * 1024 * 1024;

export interface StorePage {
  readonly events: readonly StoredEvent[];
  /** Number of events that match the filter, over all pages. */
  readonly totalCount: number;
  /** Whether there are more events after this page. */
  readonly hasMore: boolean;
}

/** Events to count. */
export type StatsSelection = Pick<EventFilter, "tenantId" | "projectIds" | "start" | "end">;

export interface EventStats {
  readonly totalEvents: number;
  readonly totalSessions: number;
  /** Number of events by type. Types without events are omitted. */
  readonly eventsByType: ReadonlyMap<EventType, number>;
  /**
   * Mean time from the first to the last counted event of a session. 0 if there are no sessions. Records of redactions
   * are counted as events, but do not extend a session: one that has no other event in the selection lasts 0 ms.
   */
  readonly avgSessionDurationMs: number;
}
