// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventRow } from "../contract/event-row.js";

/** What every store keeps of an event in the row of it, by the names that SQLite's columns have. */
export interface StoredRow {
  readonly sequence: number;
  readonly seconds: number;
  readonly nanos: number;
  readonly type: number;
  readonly status: number;
  readonly severity: number;
  readonly received_ms: number;
  readonly event_id: string;
  readonly project_id: string;
  readonly session_id: string;
  readonly agent_id: string;
  readonly span_id: string;
  readonly trace_id: string;
  readonly leaf: Uint8Array | null;
  readonly commitment: Uint8Array | null;
  /** Absent where the store does not repeat the leaf of the event before. */
  readonly hash_prev?: Uint8Array | null;
  readonly content_hash: Uint8Array | null;
  readonly salt_key: Uint8Array | null;
  readonly revision: number;
  readonly opening: Uint8Array | null;
  readonly body: Uint8Array;
}

/** Columns that repeat what the body says, with what they hold. */
export const repeatedColumns: readonly (readonly [column: keyof StoredRow, member: keyof EventRow])[] = [
  ["event_id", "eventId"],
  ["seconds", "seconds"],
  ["nanos", "nanos"],
  ["type", "type"],
  ["status", "status"],
  ["severity", "severity"],
  ["project_id", "projectId"],
  ["session_id", "sessionId"],
  ["agent_id", "agentId"],
  ["span_id", "spanId"],
  ["trace_id", "traceId"],
];
