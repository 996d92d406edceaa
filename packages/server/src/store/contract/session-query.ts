// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { CountColumn } from "../sessions/session-share.js";
import type { Instant } from "./new-event.js";

/** Sessions to find. Absent members and empty lists do not restrict. Members are combined with AND, lists with OR. */
export interface SessionFilter {
  readonly tenantId: string;
  /** Projects that the caller may see. The session must have events in one of them, and only these are summed up. */
  readonly projectIds?: readonly string[];
  readonly principalIds?: readonly string[];
  readonly policyOutcomes?: readonly string[];
  readonly sessionIdPrefix?: string;
  readonly agentIds?: readonly string[];
  readonly state?: "open" | "ended";
  /** Whether to find only sessions with errors. */
  readonly withErrors?: boolean;
  /** Inclusive. The last event of the session must not be before it. */
  readonly start?: Instant;
  /** Exclusive. The first event of the session must be before it. */
  readonly end?: Instant;
}

/** A position in the order of pages: by the time of the last event, then by the identifiers, all descending. */
export interface SessionPosition extends Instant {
  readonly sessionId: string;
  readonly projectId: string;
}

export interface SessionQuery {
  readonly filter: SessionFilter;
  /** Last session of the previous page. */
  readonly after?: SessionPosition;
  /** Maximum number of sessions to return, at least 1. */
  readonly limit: number;
}

export interface SessionPage {
  readonly sessions: readonly SessionSums[];
  /** Whether there are more sessions after this page. */
  readonly hasMore: boolean;
}

/** What the events of a session in a project add up to. */
export interface SessionSums {
  readonly sessionId: string;
  readonly projectId: string;
  readonly events: bigint;
  /** Times of the first and the last event, without records of redactions unless there are no others. */
  readonly first: Instant;
  readonly last: Instant;
  readonly counts: Readonly<Record<CountColumn, bigint>>;
  readonly agents: SessionNames;
  readonly outcomes: SessionNames;
  /** Names are currencies. */
  readonly costs: SessionNames;
}

/** Names of one kind in a session. */
export interface SessionNames {
  /** The first {@link maxSessionNames}: those with the most events first, then by code points. */
  readonly first: readonly {
    readonly name: string;
    readonly events: bigint;
    /** A decimal number, exact, such as `0.0375`. */
    readonly cost: string;
  }[];
  /** Number of all of them. */
  readonly total: number;
}

/** Maximum number of names of one kind that a summary lists. */
export const maxSessionNames = 20;
