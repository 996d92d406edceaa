// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { Event } from "@chaukas/spec-common";
import { toSequence } from "../store/sqlite/event-place.js";
import type { ReportFinding } from "./store-finding.js";
import type { StoredRow } from "./stored-row.js";

/** Holds `redactions` against the events that were redacted, and those that record it. */
export interface RedactionCheck {
  add(stored: StoredRow, event: Event): void;
  end(): void;
}

interface RedactionRow {
  readonly id: number;
  readonly revision: number;
  readonly record_id: number;
}

/** Begins with the table, which is small. */
export function createRedactionCheck(database: DatabaseSync, report: ReportFinding): RedactionCheck {
  const rows = database.prepare("SELECT * FROM redactions").all() as unknown as RedactionRow[];
  const byRecord = new Map(rows.map((row) => [row.record_id, row]));
  const revisions = new Map<number, number>();
  for (const { id } of rows) {
    revisions.set(id, (revisions.get(id) ?? 0) + 1);
  }
  const eventIds = new Map<number, string>();
  const recorded = new Map<number, unknown>();
  return {
    add({ id, revision }, event) {
      const count = revisions.get(id) ?? 0;
      if (revision !== count) {
        const message = `expected ${count}, as redactions has them, got ${revision}`;
        report({ table: "events", column: "revision", sequence: toSequence(id), eventId: event.eventId, message });
      }
      if (count > 0) {
        eventIds.set(id, event.eventId);
      }
      const row = byRecord.get(id);
      if (row !== undefined) {
        recorded.set(row.record_id, event.metadata);
      }
    },
    end() {
      for (const { id, revision, record_id } of rows) {
        const { event_id, redaction } = (recorded.get(record_id) ?? {}) as Record<string, unknown>;
        if (!eventIds.has(id) || eventIds.get(id) !== event_id || redaction !== revision) {
          const message = `${JSON.stringify([id, revision, record_id])}: expected the record of a redaction of this event`;
          report({ table: "redactions", sequence: toSequence(id), message });
        }
      }
    },
  };
}
