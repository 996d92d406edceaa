// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { ShownRedaction } from "@chaukas/spec-integrity";
import type { ReportFinding } from "./store-finding.js";

/** Key that is unique to an event within a store. */
type EventKey = string | number;

/** Row of `redactions`. */
export interface RedactionRow {
  /** The redacted event. */
  readonly event: EventKey;
  readonly sequence: number;
  readonly revision: number;
  /** The event that records the redaction. */
  readonly record: EventKey;
  /** The row as findings show it. */
  readonly shown: readonly unknown[];
}

/** An event that may have been redacted, or that may record a redaction. */
interface RedactedEvent {
  readonly key: EventKey;
  readonly sequence: number;
  readonly revision: number;
  readonly event: Event;
  /** What the event shows, if it was redacted. */
  readonly redaction: ShownRedaction | undefined;
}

/** Checks `redactions` against the redacted events and the events that record the redactions. */
export interface RedactionCheck {
  add(redacted: RedactedEvent): void;
  end(): void;
}

/** Starts the check with the rows of the table, which are few. */
export function createRedactionCheck(rows: readonly RedactionRow[], report: ReportFinding): RedactionCheck {
  const records = new Set(rows.map(({ record }) => record));
  const revisions = new Map<EventKey, number>();
  for (const { event } of rows) {
    revisions.set(event, (revisions.get(event) ?? 0) + 1);
  }
  const eventIds = new Map<EventKey, string>();
  const recorded = new Map<EventKey, Event["content"]>();
  return {
    add({ key, sequence, revision, event }) {
      const count = revisions.get(key) ?? 0;
      if (revision !== count) {
        const message = `expected ${count}, the number of its rows in redactions, got ${revision}`;
        report({ table: "events", column: "revision", sequence, eventId: event.eventId, message });
      }
      if (count > 0) {
        eventIds.set(key, event.eventId);
      }
      if (records.has(key)) {
        recorded.set(key, event.content);
      }
    },
    end() {
      for (const { event, sequence, revision, record, shown } of rows) {
        const content = recorded.get(record);
        const { eventId, ordinal } = content?.case === "redactionRecord" ? content.value : {};
        const isInTurn = revision >= 1 && revision <= (revisions.get(event) ?? 0);
        if (!isInTurn || !eventIds.has(event) || eventIds.get(event) !== eventId || ordinal !== revision) {
          const message = `${JSON.stringify(shown)}: expected a redaction that the event and its record confirm`;
          report({ table: "redactions", sequence, message });
        }
      }
    },
  };
}
