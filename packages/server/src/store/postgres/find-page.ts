// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { EventFilter, StorePage, StoreQuery } from "../event-store.js";
import { type Condition, conditionOf } from "./condition-of.js";
import { readStoredEvent, type StoredRow, storedColumns } from "./read-stored-event.js";

/** Statement that reads one page and one event more, to see whether others follow. */
export function pageStatement({ filter, order, after, limit }: StoreQuery): Condition {
  const { sql, values } = conditionOf(filter);
  const [direction, beyond] = order === "ascending" ? ["asc", ">"] : ["desc", "<"];
  const place = after === undefined ? [] : [after.seconds, after.nanos, after.sequence];
  const from = values.length;
  const rest =
    after === undefined ? "" : `and (seconds, nanos, sequence) ${beyond} ($${from + 1}, $${from + 2}, $${from + 3})`;
  return {
    sql: `select ${storedColumns} from chaukas.events where ${sql} ${rest}
      order by seconds ${direction}, nanos ${direction}, sequence ${direction} limit ${limit + 1}`,
    values: [...values, ...place],
  };
}

/** Finds a page inside of a transaction, so that events and count belong to one moment. */
export async function findPage(client: ClientBase, query: StoreQuery, originHost: string): Promise<StorePage> {
  const page = pageStatement(query);
  const { rows } = await client.query<StoredRow>(page.sql, [...page.values]);
  const hasMore = rows.length > query.limit;
  return {
    events: rows.slice(0, query.limit).map((row) => readStoredEvent(row, originHost)),
    hasMore,
    totalCount: query.after === undefined && !hasMore ? rows.length : await countMatches(client, query.filter),
  };
}

async function countMatches(client: ClientBase, filter: EventFilter): Promise<number> {
  const { sql, values } = totalStatement(filter);
  const { rows } = await client.query<{ total: string }>(sql, [...values]);
  return Number(rows[0]?.total);
}

/** Statement that counts what matches, from sums where there are any: counting rows takes longer the more there are. */
export function totalStatement(filter: EventFilter): Condition {
  const { sql, values } = conditionOf(filter);
  const sums = tableOfSums(filter);
  const total =
    sums === undefined ? "count(*) as total from chaukas.events" : `coalesce(sum(events), 0) as total from ${sums}`;
  return { sql: `select ${total} where ${sql}`, values };
}

function tableOfSums(filter: EventFilter): "chaukas.tallies" | "chaukas.sessions" | undefined {
  const { agentId, spanId, traceId, start, end, tags = [], words = [] } = filter;
  const { sessionId, types = [], statuses = [], severities = [] } = filter;
  const isDetailed = [agentId, spanId, traceId, start, end].some((member) => member !== undefined);
  if (isDetailed || tags.length > 0 || words.length > 0) {
    return undefined;
  }
  if (sessionId === undefined) {
    return "chaukas.tallies";
  }
  return types.length + statuses.length + severities.length === 0 ? "chaukas.sessions" : undefined;
}
