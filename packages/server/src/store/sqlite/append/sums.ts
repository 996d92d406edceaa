// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import type { EventRow } from "../../contract/new-event.js";
import { countColumns } from "../../sessions/session-share.js";
import { createSessionSum, type SessionSum } from "../../sessions/session-shares.js";
import { prepareSessionNames } from "../schema/session-names.js";

/** Sums over the events of one transaction, written once at its end. */
export interface Sums {
  add(tenantNo: number, row: EventRow): void;
  save(): void;
}

type Time = [seconds: number, nanos: number];

interface Session {
  readonly key: [tenantNo: number, sessionId: string, projectId: string];
  events: number;
  first: Time;
  last: Time;
  /** Whether all of its events are records of redactions, whose times do not extend the session. */
  isRecordsOnly: boolean;
  /** What the events add up to beside their number and times. */
  readonly sum: SessionSum;
}

interface Tally {
  readonly key: [tenantNo: number, projectId: string, type: number, status: number, severity: number];
  events: number;
}

const insertSession = `INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?${", ?".repeat(countColumns.length)}) ON CONFLICT`;
const addedCounts = ["events", ...countColumns]
  .map((column) => `${column} = ${column} + excluded.${column}`)
  .join(", ");
const isEarlier = "(excluded.first_seconds, excluded.first_nanos) < (first_seconds, first_nanos)";
const isLater = "(excluded.last_seconds, excluded.last_nanos) > (last_seconds, last_nanos)";

/** Prepares the statements once. The returned function starts the sums of one transaction. */
export function prepareSums(database: DatabaseSync): () => Sums {
  const saveTally = database.prepare(
    "INSERT INTO tallies VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET events = events + excluded.events",
  );
  const saveSession = database.prepare(
    `${insertSession} DO UPDATE SET
      ${addedCounts},
      first_seconds = iif(${isEarlier}, excluded.first_seconds, first_seconds),
      first_nanos = iif(${isEarlier}, excluded.first_nanos, first_nanos),
      last_seconds = iif(${isLater}, excluded.last_seconds, last_seconds),
      last_nanos = iif(${isLater}, excluded.last_nanos, last_nanos)`,
  );
  const countInSession = database.prepare(`${insertSession} DO UPDATE SET ${addedCounts}`);
  const names = prepareSessionNames(database);

  return () => {
    const tallies = new Map<string, Tally>();
    const sessions = new Map<string, Session>();
    return {
      add(tenantNo, row) {
        addToTallies(tallies, tenantNo, row);
        addToSessions(sessions, tenantNo, row);
      },
      save() {
        for (const { key, events } of tallies.values()) {
          saveTally.run(...key, events);
        }
        for (const { key, events, first, last, isRecordsOnly, sum } of sessions.values()) {
          const counts = sum.counts();
          (isRecordsOnly ? countInSession : saveSession).run(...key, events, ...first, ...last, ...counts);
          const [tenant, sessionId, projectId] = key;
          names.add({ tenant, sessionId, projectId, counts, names: sum.names() });
        }
      },
    };
  };
}

function addToTallies(tallies: Map<string, Tally>, tenantNo: number, row: EventRow): void {
  const { projectId, type, status, severity } = row;
  const name = `${tenantNo} ${type} ${status} ${severity} ${projectId}`;
  const tally = tallies.get(name);
  if (tally === undefined) {
    tallies.set(name, { key: [tenantNo, projectId, type, status, severity], events: 1 });
  } else {
    tally.events += 1;
  }
}

function addToSessions(sessions: Map<string, Session>, tenantNo: number, row: EventRow): void {
  const { sessionId, projectId } = row;
  // Column texts never contain U+0000, so two keys never have the same name.
  const name = `${tenantNo} ${sessionId}\u0000${projectId}`;
  const session = sessions.get(name);
  const time: Time = [row.seconds, row.nanos];
  if (session === undefined) {
    const key: Session["key"] = [tenantNo, sessionId, projectId];
    const sum = createSessionSum();
    sum.add(row);
    sessions.set(name, { key, events: 1, first: time, last: time, isRecordsOnly: row.isRedactionRecord, sum });
    return;
  }
  session.events += 1;
  session.sum.add(row);
  if (row.isRedactionRecord) {
    return;
  }
  if (session.isRecordsOnly) {
    Object.assign(session, { first: time, last: time, isRecordsOnly: false });
  }
  if (isBefore(time, session.first)) {
    session.first = time;
  }
  if (isBefore(session.last, time)) {
    session.last = time;
  }
}

function isBefore(one: Time, other: Time): boolean {
  return one[0] === other[0] ? one[1] < other[1] : one[0] < other[0];
}
