// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import { defaultPageBytes, type EventFilter, type StorePage, type StoreQuery } from "../../contract/event-store.js";
import { toFacetTerms } from "../../words/facets.js";
import { type Condition, eventConditions } from "./event-conditions.js";
import { readLazily, type StoredRow, storedColumns } from "./read-stored-event.js";

/**
 * Returns the statement that finds the events of one page and one more, to see whether others follow, and reads as many
 * as fit into the page. The sizes of bodies are known without reading them.
 */
export function pageSql(query: StoreQuery): Condition {
  const { filter, order, after, limit, maxBytes = defaultPageBytes } = query;
  const { sql, values } = eventConditions(filter);
  const [direction, beyond] = order === "ascending" ? ["asc", ">"] : ["desc", "<"];
  const place = after === undefined ? [] : [after.seconds, after.nanos, after.sequence];
  const from = values.length;
  const rest =
    after === undefined ? "" : `and (seconds, nanos, sequence) ${beyond} ($${from + 1}, $${from + 2}, $${from + 3})`;
  const byPlace = `order by seconds ${direction}, nanos ${direction}, sequence ${direction}`;
  return {
    sql: `select ${storedColumns}, found from (
        select *, count(*) over () as found, row_number() over (${byPlace}) as number,
          sum(octet_length(body)) over (${byPlace} rows unbounded preceding) as bytes
        from (
          select ${storedColumns}, seconds, nanos from chaukas.events where ${sql} ${rest} ${byPlace} limit ${limit + 1}
        ) as events
      ) as sized
      where number = 1 or (number <= ${limit} and bytes <= ${maxBytes}) ${byPlace}`,
    values: [...values, ...place],
  };
}

/** Finds a page within a transaction, so that the events and the count belong to the same state. */
export async function findPage(client: ClientBase, query: StoreQuery, originHost: string): Promise<StorePage> {
  const page = pageSql(query);
  const { rows } = await client.query<StoredRow & { found: string }>(page.sql, [...page.values]);
  const hasMore = Number(rows[0]?.found ?? 0) > rows.length;
  return {
    events: rows.map((row) => readLazily(row, originHost)),
    hasMore,
    totalCount: query.after === undefined && !hasMore ? rows.length : await countMatches(client, query.filter),
  };
}

async function countMatches(client: ClientBase, filter: EventFilter): Promise<number> {
  const { sql, values } = countSql(filter);
  const { rows } = await client.query<{ total: string }>(sql, [...values]);
  return Number(rows[0]?.total);
}

/** Returns the statement that counts matches, from sums if possible, since the time to count rows grows with them. */
export function countSql(filter: EventFilter): Condition {
  const { sql, values } = eventConditions(filter);
  const sums = tableOfSums(filter);
  const total =
    sums === undefined ? "count(*) as total from chaukas.events" : `coalesce(sum(events), 0) as total from ${sums}`;
  return { sql: `select ${total} where ${sql}`, values };
}

function tableOfSums(filter: EventFilter): "chaukas.tallies" | "chaukas.sessions" | undefined {
  const { agentId, spanId, traceId, start, end, eventIds = [], tags = [], words = [], phrases = [] } = filter;
  const { sessionId, types = [], statuses = [], severities = [] } = filter;
  const isDetailed = [agentId, spanId, traceId, start, end].some((member) => member !== undefined);
  const isListed = [eventIds, tags, words, phrases, toFacetTerms(filter)].some(({ length }) => length > 0);
  if (isDetailed || isListed) {
    return undefined;
  }
  if (sessionId === undefined) {
    return "chaukas.tallies";
  }
  return types.length + statuses.length + severities.length === 0 ? "chaukas.sessions" : undefined;
}
