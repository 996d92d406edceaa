// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { ReportFinding } from "./store-finding.js";

/** What tells an event from all others of a store. */
type EventKey = string | number;

/** Row of `redactions`. */
export interface RedactionRow {
  /** Event that was redacted. */
  readonly event: EventKey;
  readonly sequence: number;
  readonly revision: number;
  /** Event that records it. */
  readonly record: EventKey;
  /** The row as it is shown. */
  readonly shown: readonly unknown[];
}

/** Event that may have been redacted, or record that. */
interface RedactedEvent {
  readonly key: EventKey;
  readonly sequence: number;
  readonly revision: number;
  readonly event: Event;
}

/** Holds `redactions` against the events that were redacted, and those that record it. */
export interface RedactionCheck {
  add(redacted: RedactedEvent): void;
  end(): void;
}

/** Begins with the rows of the table, which are few. */
export function createRedactionCheck(rows: readonly RedactionRow[], report: ReportFinding): RedactionCheck {
  const records = new Set(rows.map(({ record }) => record));
  const revisions = new Map<EventKey, number>();
  for (const { event } of rows) {
    revisions.set(event, (revisions.get(event) ?? 0) + 1);
  }
  const eventIds = new Map<EventKey, string>();
  const recorded = new Map<EventKey, Event["metadata"]>();
  return {
    add({ key, sequence, revision, event }) {
      const count = revisions.get(key) ?? 0;
      if (revision !== count) {
        const message = `expected ${count}, as redactions has them, got ${revision}`;
        report({ table: "events", column: "revision", sequence, eventId: event.eventId, message });
      }
      if (count > 0) {
        eventIds.set(key, event.eventId);
      }
      if (records.has(key)) {
        recorded.set(key, event.metadata);
      }
    },
    end() {
      for (const { event, sequence, revision, record, shown } of rows) {
        const { event_id, redaction } = recorded.get(record) ?? {};
        const isInTurn = revision >= 1 && revision <= (revisions.get(event) ?? 0);
        if (!isInTurn || !eventIds.has(event) || eventIds.get(event) !== event_id || redaction !== revision) {
          const message = `${JSON.stringify(shown)}: expected the record of a redaction of this event`;
          report({ table: "redactions", sequence, message });
        }
      }
    },
  };
}
