// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { performance } from "node:perf_hooks";
import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import { decodeEvent } from "@chaukas/spec-common/codec";
import { defaultPageBytes, type LogRange, type StatsSelection, type StoreQuery } from "../../contract/event-store.js";
import type { SessionPage, SessionQuery } from "../../contract/session-query.js";
import { StoreError } from "../../contract/store-error.js";
import { collectWords } from "../../words/collect-words.js";
import { fromColumnText, toColumnText } from "../../words/column-text.js";
import { maxEventsPerTenant, toRowId, toSequence } from "../schema/row-id.js";
import { chooseAccessPath } from "./access-path.js";
import { type ColumnFilter, toColumnFilter } from "./column-filter.js";
import { countSql, pageSql } from "./find-page.js";
import { findSessions } from "./find-sessions.js";
import { type PackedPage, type PageRow, packPage } from "./packed-page.js";
import { createRowLimit } from "./row-limit.js";
import type { SqlPart } from "./sql-part.js";
import { statsSql } from "./stats.js";

/** Reads the events of a JSON array of ids, in its order: the left table of CROSS JOIN is the outer loop. */
export const eventsSql = `SELECT e.id, e.received_ms AS receivedMs, e.body, e.content_hash AS contentHash, p.leaf AS hashPrev
  FROM json_each(?) i CROSS JOIN events e ON e.id = i.value LEFT JOIN events p ON p.id = e.id - 1`;

type EventRow = Omit<PageRow, "sequence"> & { readonly id: number };

/** A page as it is sent between threads. */
export interface PackedResult extends PackedPage {
  readonly totalCount: number;
  readonly hasMore: boolean;
}

export interface PackedStats {
  readonly eventsByType: ReadonlyMap<number, number>;
  readonly totalSessions: number;
  readonly avgSessionDurationMs: number;
}

/** Queries of a reader thread. Each result comes from one snapshot of the database, and takes at most `maxQueryMs`. */
export interface Reader {
  findPage(query: StoreQuery): PackedResult;
  /** Returns a page of at most one event. */
  findEvent(named: { tenantId: string; eventId: string }): PackedPage;
  findSessions(query: SessionQuery): SessionPage;
  readStats(selection: StatsSelection): PackedStats;
  readLog(range: LogRange & { readonly tenantId: string }): PackedPage;
  listTenants(): string[];
  newestReceivedMs(): number | undefined;
}

export function createReader(database: DatabaseSync, maxQueryMs: number): Reader {
  const run = createSqlRunner(database);
  let deadline = 0;
  const rowLimit = createRowLimit();
  const requireBudget = () => {
    if (performance.now() > deadline) {
      throw new StoreError(
        "too_costly",
        `query: expected at most ${maxQueryMs} ms, took longer; narrow its filter or time range`,
      );
    }
    return 1;
  };
  database.function("within_budget", () => {
    rowLimit.count();
    return requireBudget();
  });
  database.function("has_phrases", (body, phrases) => {
    requireBudget();
    return hasPhrases(body as Uint8Array, JSON.parse(phrases as string)) ? 1 : 0;
  });

  const inSnapshot = <Result>(read: () => Result): Result => {
    deadline = performance.now() + maxQueryMs;
    run({ sql: "BEGIN", values: [] });
    try {
      return read();
    } finally {
      run({ sql: "COMMIT", values: [] });
    }
  };

  const filterOf = (filter: StoreQuery["filter"]): ColumnFilter | undefined => {
    const sql = "SELECT tenant_no FROM heads WHERE tenant_id = ?";
    const [row] = run({ sql, values: [toColumnText(filter.tenantId)] });
    return row && toColumnFilter(filter, Number(row["tenant_no"]));
  };

  /** Reads events up to a total of `maxBytes`, but at least one. */
  const readEvents = (ids: readonly number[], maxBytes = Number.POSITIVE_INFINITY): PageRow[] => {
    const rows: PageRow[] = [];
    let bytes = 0;
    // Row by row, so that no body is read that does not fit.
    for (const row of run.iterate({ sql: eventsSql, values: [JSON.stringify(ids)] })) {
      const { id, receivedMs, body, hashPrev, contentHash } = row as unknown as EventRow;
      bytes += body.length;
      if (rows.length > 0 && bytes > maxBytes) {
        break;
      }
      rows.push({ sequence: toSequence(id), receivedMs, body, hashPrev, contentHash });
    }
    return rows;
  };

  /** Counts the events that have the words of a filter, but not on beyond what may be listed. */
  const countWithWords = ({ words }: ColumnFilter): number => {
    const matches = "SELECT 1 FROM event_words WHERE event_words MATCH ? LIMIT ?";
    const [row] = run({ sql: `SELECT count(*) AS count FROM (${matches})`, values: [words, maxListed + 1] });
    return Number(row?.["count"]);
  };

  const choosePath = (filter: ColumnFilter, { limit }: StoreQuery, found: number, totalCount: number) => {
    const path = chooseAccessPath(filter);
    if (path.kind !== "words") {
      return path;
    }
    const all = Number(run(countSql({ ...toColumnFilter({ tenantId: "" }, filter.tenantNo) }))[0]?.["count"]);
    // The cost of sorting depends on the number of hits; that of scanning, on the number of events between two matches.
    return found * totalCount > all * limit ? chooseAccessPath({ ...filter, words: "" }) : path;
  };

  return {
    findPage: (query) =>
      inSnapshot(() => {
        const filter = filterOf(query.filter);
        if (filter === undefined) {
          return { ...packPage([]), totalCount: 0, hasMore: false };
        }
        const found = filter.words === "" ? 0 : countWithWords(filter);
        const wordTest = found > maxListed ? "each" : "list";
        const totalCount = Number(run(countSql(filter, wordTest))[0]?.["count"]);
        const path = choosePath(filter, query, found, totalCount);
        const ids = totalCount === 0 ? [] : run(pageSql(filter, query, path, wordTest));
        const rows = readEvents(
          ids.slice(0, query.limit).map((row) => Number(row["id"])),
          query.maxBytes ?? defaultPageBytes,
        );
        return { ...packPage(rows), totalCount, hasMore: ids.length > rows.length };
      }),

    findEvent: ({ tenantId, eventId }) =>
      inSnapshot(() => {
        const sql = `SELECT e.id FROM heads h JOIN events e USING (tenant_no) WHERE h.tenant_id = ? AND e.event_id = ?`;
        const rows = run({ sql, values: [toColumnText(tenantId), toColumnText(eventId)] });
        return packPage(readEvents(rows.map((row) => Number(row["id"]))));
      }),

    findSessions: (query) =>
      inSnapshot(() => {
        const filter = filterOf({ tenantId: query.filter.tenantId });
        if (filter === undefined) {
          return { sessions: [], hasMore: false };
        }
        return findSessions({ run, withinRows: rowLimit.withinRows }, filter.tenantNo, query);
      }),

    readStats: (selection) =>
      inSnapshot(() => {
        const filter = filterOf(selection);
        if (filter === undefined) {
          return { eventsByType: new Map(), totalSessions: 0, avgSessionDurationMs: 0 };
        }
        const firstSql =
          "SELECT seconds FROM events INDEXED BY events_by_time WHERE tenant_no = ? ORDER BY seconds LIMIT 1";
        const first = Number(run({ sql: firstSql, values: [filter.tenantNo] })[0]?.["seconds"] ?? 0);
        const statements = statsSql(filter, Math.max(first, Number(selection.start?.seconds ?? first)));
        const [sessions] = run(statements.sessions);
        return {
          eventsByType: new Map(run(statements.types).map((row) => [Number(row["type"]), Number(row["count"])])),
          totalSessions: Number(sessions?.["count"]),
          avgSessionDurationMs: Number(sessions?.["mean_ms"]),
        };
      }),

    readLog: ({ tenantId, fromSequence = 0, limit, maxBytes }) =>
      inSnapshot(() => {
        const filter = filterOf({ tenantId });
        if (filter === undefined) {
          return packPage([]);
        }
        const sql = "SELECT id FROM events WHERE id >= ? AND id < ? ORDER BY id LIMIT ?";
        const [from, end] = [toRowId(filter.tenantNo, fromSequence), toRowId(filter.tenantNo + 1, 0)];
        const ids = run({ sql, values: [from, end, limit] }).map((row) => Number(row["id"]));
        return packPage(readEvents(ids, maxBytes));
      }),

    listTenants: () =>
      run({ sql: "SELECT tenant_id FROM heads WHERE next_sequence > 0 ORDER BY tenant_id", values: [] }).map((row) =>
        fromColumnText(String(row["tenant_id"])),
      ),

    newestReceivedMs() {
      const lastId = `heads.tenant_no * ${maxEventsPerTenant} + heads.next_sequence - 1`;
      const sql = `SELECT max(received_ms) AS newest FROM heads JOIN events ON events.id = ${lastId}`;
      return (run({ sql, values: [] })[0]?.["newest"] as number | null) ?? undefined;
    },
  };
}

/** Returns whether each phrase occurs within a word of the event. The index tells only which pairs of letters occur. */
function hasPhrases(body: Uint8Array, phrases: readonly string[]): boolean {
  const words = collectWords(decodeEvent(body));
  return phrases.every((phrase) => words.some((word) => word.includes(phrase)));
}

/** Maximum number of events with the same words that are listed to test others against. */
const maxListed = 1_000_000;

/** Maximum number of statements that are kept prepared. */
const maxPrepared = 200;

/** Runs statements, and keeps them prepared. */
interface SqlRunner {
  (part: SqlPart): Record<string, SQLOutputValue>[];
  /** Reads rows one by one. A statement is run again only after all rows were read, or the loop was left. */
  iterate(part: SqlPart): Iterable<Record<string, SQLOutputValue>>;
}

function createSqlRunner(database: DatabaseSync): SqlRunner {
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    let statement = prepared.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      if (prepared.size >= maxPrepared) {
        prepared.clear();
      }
      prepared.set(sql, statement);
    }
    return statement;
  };
  return Object.assign(({ sql, values }: SqlPart) => prepare(sql).all(...values), {
    iterate: ({ sql, values }: SqlPart) => prepare(sql).iterate(...values),
  });
}
