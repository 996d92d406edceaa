// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Instant } from "../../contract/new-event.js";
import type { ColumnFilter } from "./column-filter.js";
import { isOneOf, joinSql, type SqlPart } from "./sql-part.js";

type Member = "eventIds" | "projectIds" | "sessionIds" | "agentIds" | "spanIds" | "traceIds" | "types";

/** How a query finds events: by which index, and which member of the filter that index covers completely. */
export type AccessPath =
  | {
      readonly kind: "index";
      readonly index: string;
      readonly column: string;
      readonly member: Member;
      readonly isPartial: boolean;
    }
  | { readonly kind: "tags" }
  | { readonly kind: "words" }
  | { readonly kind: "time" };

/** In order, from the index that usually finds the fewest events to the one that finds the most. */
const indexes: readonly Extract<AccessPath, { kind: "index" }>[] = [
  { kind: "index", index: "events_by_event_id", column: "event_id", member: "eventIds", isPartial: false },
  { kind: "index", index: "events_by_span", column: "span_id", member: "spanIds", isPartial: true },
  { kind: "index", index: "events_by_trace", column: "trace_id", member: "traceIds", isPartial: true },
  { kind: "index", index: "events_by_session", column: "session_id", member: "sessionIds", isPartial: false },
];
const broadIndexes: readonly Extract<AccessPath, { kind: "index" }>[] = [
  { kind: "index", index: "events_by_agent", column: "agent_id", member: "agentIds", isPartial: true },
  { kind: "index", index: "events_by_project", column: "project_id", member: "projectIds", isPartial: false },
  { kind: "index", index: "events_by_type", column: "type", member: "types", isPartial: false },
];

/** Chooses the index for a filter, since SQLite does not know how many events have a value. */
export function chooseAccessPath(filter: ColumnFilter): AccessPath {
  const find = (paths: typeof indexes) => paths.find((path) => isUsable(path, filter));
  if (find(indexes) !== undefined) {
    return find(indexes) as AccessPath;
  }
  if (filter.words !== "") {
    return { kind: "words" };
  }
  return filter.tags.length > 0 ? { kind: "tags" } : (find(broadIndexes) ?? { kind: "time" });
}

/** Partial indexes exclude events whose column is empty. */
function isUsable({ member, isPartial }: (typeof indexes)[number], filter: ColumnFilter): boolean {
  const wanted: readonly (string | number)[] = filter[member];
  return wanted.length > 0 && !(isPartial && wanted.includes(""));
}

/** What a query reads from, and the columns of the key that orders its rows. */
export interface EventSource {
  readonly from: string;
  readonly seconds: string;
  readonly nanos: string;
  readonly id: string;
  /** Conditions that the index answers. Of several values, each may have its own alternative. */
  readonly alternatives: readonly SqlPart[];
}

/** Maximum number of alternatives to merge in order. More than that are found together and sorted. */
const maxAlternatives = 20;

/**
 * Returns the source of events for an access path. `isMerged` requests one alternative per value, in order of time;
 * `readsEvents` means that conditions refer to columns of `e`.
 */
export function eventSource(
  filter: ColumnFilter,
  path: AccessPath,
  options: { isMerged: boolean; readsEvents: boolean },
): EventSource {
  const columns = { seconds: "e.seconds", nanos: "e.nanos", id: "e.id" };
  const tenant = (alias: string): SqlPart => ({ sql: `${alias}.tenant_no = ?`, values: [filter.tenantNo] });
  const alternativesOf = (alias: string, column: string, wanted: readonly (string | number)[], more = "") => {
    const split = options.isMerged && wanted.length <= maxAlternatives ? wanted.map((value) => [value]) : [wanted];
    return split
      .map((values) => joinSql([tenant(alias), isOneOf(column, values)], " AND "))
      .map(({ sql, values }): SqlPart => ({ sql: `${sql}${more}`, values }));
  };
  switch (path.kind) {
    case "index": {
      const column = `e.${path.column}`;
      // Without this condition, SQLite does not recognize that the partial index contains every such event.
      const more = path.isPartial ? ` AND ${column} <> ''` : "";
      const alternatives = alternativesOf("e", column, filter[path.member], more);
      return { from: `events e INDEXED BY ${path.index}`, ...columns, alternatives };
    }
    case "tags":
      return {
        from: options.readsEvents ? "event_tags t CROSS JOIN events e ON e.id = t.id" : "event_tags t",
        ...{ seconds: "t.seconds", nanos: "t.nanos", id: "t.id" },
        alternatives: alternativesOf("t", "t.tag", filter.tags),
      };
    case "words":
      return {
        from: "event_words CROSS JOIN events e ON e.id = event_words.rowid",
        ...columns,
        alternatives: [{ sql: "event_words MATCH ?", values: [filter.words] }],
      };
    case "time":
      return { from: "events e INDEXED BY events_by_time", ...columns, alternatives: [tenant("e")] };
  }
}

/** Returns the condition that stops a query between two rows when its time is up, without checking at every row. */
export function isWithinBudget({ id }: EventSource): SqlPart {
  return { sql: `(${id} & 255 <> 0 OR within_budget())`, values: [] };
}

/** Returns the conditions of a filter on time, regardless of the page. */
export function timeBounds({ start, end }: ColumnFilter, { seconds, nanos }: EventSource): SqlPart[] {
  return [
    ...(start ? [bound(`(${seconds}, ${nanos}) >=`, start)] : []),
    ...(end ? [bound(`(${seconds}, ${nanos}) <`, end)] : []),
  ];
}

function bound(left: string, { seconds, nanos }: Instant): SqlPart {
  return { sql: `${left} (?, ?)`, values: [Number(seconds), nanos] };
}
