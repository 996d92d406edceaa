// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { EventSeal, NewEvent } from "../../contract/new-event.js";
import { type EventRow, toEventRow } from "../../contract/new-event.js";
import { collectWords } from "../../words/collect-words.js";
import { toOwnTerms } from "../connect/own-terms.js";

/** An event with everything that is computed before the transaction begins. */
export interface PreparedEvent {
  readonly event: Event;
  readonly row: EventRow;
  /** Its columns as JSON, without those that depend on its place in the log, and without the closing brace. */
  readonly json: string;
  /** Undefined if the events have no log. */
  readonly seal: EventSeal | undefined;
}

/** Prepares an event for a store. Throws a `TypeError` if the store keeps a log and the event has no seal. */
export function prepareEvent(added: NewEvent, keepsLog: boolean): PreparedEvent {
  const { event, seal } = added;
  if (keepsLog && seal === undefined) {
    throw new TypeError(`event ${JSON.stringify(event.eventId)}: expected a seal, since the store keeps a log`);
  }
  const row = toEventRow(added);
  return { event, row, json: writeColumns(row, collectWords(event)), seal: keepsLog ? seal : undefined };
}

function writeColumns(row: EventRow, words: readonly string[]): string {
  const columns = {
    tenant_id: row.tenantId,
    event_id: row.eventId,
    project_id: row.projectId,
    session_id: row.sessionId,
    agent_id: row.agentId,
    span_id: row.spanId,
    trace_id: row.traceId,
    type: row.type,
    status: row.status,
    severity: row.severity,
    seconds: row.seconds,
    nanos: row.nanos,
    received_ms: row.receivedMs,
    tags: toOwnTerms(row.tenantId, row.tags),
    search_terms: toOwnTerms(row.tenantId, words),
    body_length: row.body.length,
  };
  return JSON.stringify(columns).slice(0, -1);
}
