// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import { create, equals, fromBinary, toBinary } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  CapabilitiesSchema,
  type Event,
  EventSchema,
  QueryFilterSchema,
  type QueryRequest,
  SortOrder,
} from "@chaukas/spec-common";
import type { ChaukasBackend } from "@chaukas/spec-server";
import { Code, ConnectError } from "@connectrpc/connect";

const schema = `
  create table if not exists events (
    seq        integer primary key autoincrement,
    tenant_id  text not null,
    event_id   text not null,
    project_id text not null,
    session_id text not null,
    seconds    integer not null,
    nanos      integer not null,
    received   integer not null,
    event      blob not null,
    unique (tenant_id, event_id)
  ) strict;
  create index if not exists events_by_time on events (tenant_id, seconds, nanos, seq);
`;

/** Keeps events in one SQLite file: durable when acknowledged, stored once, never changed. */
export function createSqliteBackend(file: string): ChaukasBackend & { close(): void } {
  const database = new DatabaseSync(file);
  database.exec(`pragma journal_mode = wal; pragma synchronous = full; ${schema}`);
  const insert = database.prepare(`
    insert into events (tenant_id, event_id, project_id, session_id, seconds, nanos, received, event)
    values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`);
  const find = database.prepare("select event from events where tenant_id = ? and event_id = ?");

  function store(event: Event): "accepted" | "duplicate" {
    const { seconds, nanos } = event.timestamp ?? { seconds: 0n, nanos: 0 };
    const inserted = insert.run(
      ...[event.tenantId, event.eventId, event.projectId, event.sessionId],
      ...[seconds, nanos, Date.now()],
      toBinary(EventSchema, event),
    );
    if (inserted.changes === 1) {
      return "accepted";
    }
    const stored = find.get(event.tenantId, event.eventId) as { event: Uint8Array };
    if (!equals(EventSchema, fromBinary(EventSchema, stored.event), event)) {
      throw new ConnectError(`event ${event.eventId}: other content is stored under this id`, Code.AlreadyExists);
    }
    return "duplicate";
  }

  function transaction<T>(work: () => T): T {
    database.exec("begin immediate");
    try {
      const result = work();
      database.exec("commit");
      return result;
    } catch (error) {
      database.exec("rollback");
      throw error;
    }
  }

  return {
    close: () => database.close(),
    healthz: () => {
      database.prepare("select 1").get();
    },
    getCapabilities: () => create(CapabilitiesSchema, { supportsBatchIngestion: true, supportsEventQuerying: true }),
    ingestEvent: (event) => ({
      eventId: event.eventId,
      status: transaction(() => store(event)),
      processedAt: BigInt(Date.now()),
    }),
    ingestEventBatch(batch) {
      const rejectedEventIds: string[] = [];
      transaction(() => {
        for (const event of batch.events) {
          try {
            store(event);
          } catch (error) {
            if (!(error instanceof ConnectError)) {
              throw error;
            }
            rejectedEventIds.push(event.eventId);
          }
        }
      });
      return {
        batchId: batch.batchId || crypto.randomUUID(),
        acceptedCount: batch.events.length - rejectedEventIds.length,
        rejectedCount: rejectedEventIds.length,
        rejectedEventIds,
      };
    },
    queryEvents: (query) => queryEvents(database, query),
  };
}

interface Row {
  readonly seq: bigint;
  readonly seconds: bigint;
  readonly nanos: bigint;
  readonly received: bigint;
  readonly event: Uint8Array;
}

function queryEvents(database: DatabaseSync, query: QueryRequest) {
  const filter = query.filter ?? create(QueryFilterSchema);
  const { tenantId, projectId, sessionId } = filter;
  const supported = create(QueryFilterSchema, { tenantId, projectId, sessionId });
  if (!equals(QueryFilterSchema, filter, supported)) {
    throw new ConnectError("filter: this server filters by tenant, project and session only", Code.Unimplemented);
  }
  const [comparison, direction] = query.orderByTime === SortOrder.ASC ? [">", "asc"] : ["<", "desc"];
  const pageSize = query.pageSize || 100;
  const where = `tenant_id = :tenantId
    and (:projectId = '' or project_id = :projectId) and (:sessionId = '' or session_id = :sessionId)`;
  const scope = { tenantId, projectId, sessionId };
  const after = query.pageToken === "" ? undefined : parsePageToken(query.pageToken);
  const select = database.prepare(`
    select seq, seconds, nanos, received, event from events where ${where}
    ${after ? `and (seconds, nanos, seq) ${comparison} (:seconds, :nanos, :seq)` : ""}
    order by seconds ${direction}, nanos ${direction}, seq ${direction} limit ${pageSize + 1}`);
  select.setReadBigInts(true);
  const rows = select.all({ ...scope, ...after }) as unknown as Row[];
  const page = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? page.at(-1) : undefined;
  const total = database.prepare(`select count(*) as count from events where ${where}`).get(scope);
  return {
    events: page.map((row) => ({
      ...fromBinary(EventSchema, row.event),
      serverTimestamp: timestampFromMs(Number(row.received)),
    })),
    nextPageToken: last === undefined ? "" : [last.seconds, last.nanos, last.seq].join("."),
    totalCount: BigInt(Number(total?.["count"] ?? 0)),
  };
}

function parsePageToken(token: string): { seconds: bigint; nanos: bigint; seq: bigint } {
  const match = /^(-?\d{1,12})\.(\d{1,9})\.(\d{1,18})$/.exec(token);
  if (match === null) {
    throw new ConnectError("page_token: expected the next_page_token of an earlier page", Code.InvalidArgument);
  }
  const [seconds = 0n, nanos = 0n, seq = 0n] = match.slice(1).map(BigInt);
  return { seconds, nanos, seq };
}
