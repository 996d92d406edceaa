// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import { toBinary } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { migrations } from "../../src/store/sqlite/schema/migrations.ts";

/** A bare table of events with the columns, indexes and durability of the store. */
export interface BareTable {
  /** Inserts events in one durable transaction. */
  insert(rows: readonly BareRow[]): void;
  close(): void;
}

export type BareRow = readonly (string | number | Uint8Array)[];

const columns =
  "tenant_no, seconds, nanos, type, status, severity, received_ms, revision, event_id, project_id, session_id, agent_id, span_id, trace_id, body";

/** Returns the columns of an event, including its binary form. */
export function toBareRow(event: Event): BareRow {
  const { eventId, projectId, sessionId, agentId, spanId, traceId, type, status, severity, timestamp } = event;
  return [
    ...[1, Number(timestamp?.seconds ?? 0), timestamp?.nanos ?? 0, type, status, severity, Date.now(), 0],
    ...[eventId, projectId, sessionId, agentId, spanId, traceId],
    toBinary(EventSchema, event),
  ];
}

/** Creates the table in a new database. */
export function createBareTable(file: string): BareTable {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768");
  const statements = migrations.join("\n").match(/CREATE (TABLE events|(UNIQUE )?INDEX events_by_)[^;]*;/g) ?? [];
  database.exec(statements.join("\n"));
  const places = columns.replace(/\w+/g, "?");
  const insert = database.prepare(`INSERT INTO events (${columns}) VALUES (${places})`);
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  return {
    insert(rows) {
      begin.run();
      for (const row of rows) {
        insert.run(...row);
      }
      commit.run();
    },
    close: () => database.close(),
  };
}
