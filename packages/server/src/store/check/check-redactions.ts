// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event, RedactionRecord } from "@chaukas/spec-common";
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
  /** What the event shows, if it was redacted and its columns are consistent. */
  readonly redaction: ShownRedaction | undefined;
}

/** What is kept of a redacted event, without its body. */
interface KeptEvent {
  readonly sequence: number;
  readonly tenantId: string;
  readonly eventId: string;
  readonly redaction: ShownRedaction | undefined;
}

/** An event that records a redaction. */
interface RecordEvent {
  readonly sequence: number;
  readonly tenantId: string;
  readonly record: RedactionRecord;
}

/**
 * Checks `redactions` against the redacted events and the events that record the redactions, and what redacted events
 * show against these records (chaukas-integrity/1, §6).
 */
export interface RedactionCheck {
  /** Adds an event. Those of a tenant come in order. */
  add(redacted: RedactedEvent): void;
  end(): void;
}

/** Starts the check with the rows of the table, which are few. */
export function createRedactionCheck(rows: readonly RedactionRow[], report: ReportFinding): RedactionCheck {
  const counts = new Map<EventKey, number>();
  for (const { event } of rows) {
    counts.set(event, (counts.get(event) ?? 0) + 1);
  }
  const redacted = new Map<EventKey, KeptEvent>();
  const records = new Map<EventKey, RecordEvent>();
  return {
    add({ key, sequence, revision, event, redaction }) {
      const { tenantId, eventId } = event;
      const count = counts.get(key) ?? 0;
      if (revision !== count) {
        const message = `expected ${count}, the number of its rows in redactions, got ${revision}`;
        report({ table: "events", column: "revision", sequence, eventId, message });
      }
      if (count > 0 || redaction !== undefined) {
        redacted.set(key, { sequence, tenantId, eventId, redaction });
      }
      if (event.content.case === "redactionRecord") {
        records.set(key, { sequence, tenantId, record: event.content.value });
      }
    },
    end() {
      for (const row of rows) {
        const problem = findRowProblem(row, redacted.get(row.event), records.get(row.record));
        if (problem !== undefined) {
          const message = `${JSON.stringify(row.shown)}: ${problem}`;
          report({ table: "redactions", sequence: row.sequence, message });
        }
      }
      reportMissingRows(rows, records, report);
      const byEvent = groupByEvent(records.values());
      for (const { sequence, tenantId, eventId, redaction } of redacted.values()) {
        if (redaction !== undefined) {
          const about = byEvent.get(nameOf(tenantId, sequence)) ?? [];
          for (const [column, message] of findShownProblems(redaction, about)) {
            report({ table: "events", column, tenantId, sequence, eventId, message });
          }
        }
      }
    },
  };
}

/** Returns what is wrong with a row, given the event that it is about and the one that it names as its record. */
function findRowProblem(
  { revision }: RedactionRow,
  redacted: KeptEvent | undefined,
  recorded: RecordEvent | undefined,
): string | undefined {
  if (redacted === undefined || recorded === undefined) {
    return "expected a redaction that the event and its record confirm";
  }
  const { eventId, sequence, ordinal } = recorded.record;
  const expected = { event_id: redacted.eventId, sequence: redacted.sequence, ordinal: revision };
  const got = { event_id: eventId, sequence: Number(sequence), ordinal };
  return JSON.stringify(expected) === JSON.stringify(got)
    ? undefined
    : `expected a record of ${JSON.stringify(expected)}, got one of ${JSON.stringify(got)}`;
}

function reportMissingRows(
  rows: readonly RedactionRow[],
  records: ReadonlyMap<EventKey, RecordEvent>,
  report: ReportFinding,
): void {
  const known = new Set(rows.map(({ record }) => record));
  for (const [key, { tenantId, sequence, record }] of records) {
    if (!known.has(key)) {
      const message = `expected a row for redaction ${record.ordinal}, recorded by event ${sequence}, found none`;
      report({ table: "redactions", tenantId, sequence: Number(record.sequence), eventId: record.eventId, message });
    }
  }
}

/** Groups records by the event that they are about, each group in the order of the log. */
function groupByEvent(records: Iterable<RecordEvent>): ReadonlyMap<string, readonly RecordEvent[]> {
  const groups = new Map<string, RecordEvent[]>();
  for (const recorded of [...records].sort((one, other) => one.sequence - other.sequence)) {
    const name = nameOf(recorded.tenantId, Number(recorded.record.sequence));
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    group.push(recorded);
  }
  return groups;
}

function nameOf(tenantId: string, sequence: number): string {
  return JSON.stringify([tenantId, sequence]);
}

/** Returns the columns in which a redacted event shows something else than its records vouch for. */
function findShownProblems(shown: ShownRedaction, about: readonly RecordEvent[]): [column: string, message: string][] {
  const last = about.at(-1);
  if (last === undefined) {
    return [["body", "expected a record of the redaction that it shows, found none"]];
  }
  const { sequence, record } = last;
  const places = [...new Set(about.flatMap((recorded) => recorded.record.fields))];
  const problems: [column: string, message: string][] = [];
  const compare = (column: string, what: string, expected: unknown, got: unknown) => {
    const [one, other] = [JSON.stringify(expected), JSON.stringify(got)];
    if (one !== other) {
      problems.push([
        column,
        `${what}: expected ${shorten(one)}, recorded by event ${sequence}, got ${shorten(other)}`,
      ]);
    }
  };
  compare("body", "the hash of what it shows", record.shownHash, shown.shownHash);
  compare("body", "redaction.fields", places, shown.places);
  compare("opening", "the erased leaves", record.erased.map(Number), shown.erased);
  return problems;
}

const maxShownLength = 200;

function shorten(text: string): string {
  return text.length > maxShownLength ? `${text.slice(0, maxShownLength)}…` : text;
}
