// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Instant } from "../../contract/new-event.js";
import type { ColumnFilter } from "./column-filter.js";
import { isOneOf, joinSql, type SqlPart } from "./sql-part.js";

type Member = "projectIds" | "sessionIds" | "agentIds" | "spanIds" | "traceIds" | "types";

/** How a query gets at events: by which index, and which member of the filter that leaves nothing more to do for. */
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

/** From the one that finds the fewest events as a rule to the one that finds the most. */
const indexes: readonly Extract<AccessPath, { kind: "index" }>[] = [
  { kind: "index", index: "events_by_span", column: "span_id", member: "spanIds", isPartial: true },
  { kind: "index", index: "events_by_trace", column: "trace_id", member: "traceIds", isPartial: true },
  { kind: "index", index: "events_by_session", column: "session_id", member: "sessionIds", isPartial: false },
];
const broadIndexes: readonly Extract<AccessPath, { kind: "index" }>[] = [
  { kind: "index", index: "events_by_agent", column: "agent_id", member: "agentIds", isPartial: true },
  { kind: "index", index: "events_by_project", column: "project_id", member: "projectIds", isPartial: false },
  { kind: "index", index: "events_by_type", column: "type", member: "types", isPartial: false },
];

/** Chooses the index for a filter. It is chosen here, since SQLite knows nothing of how many events a value has. */
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

/** Partial indexes leave out events whose column is empty. */
function isUsable({ member, isPartial }: (typeof indexes)[number], filter: ColumnFilter): boolean {
  const wanted: readonly (string | number)[] = filter[member];
  return wanted.length > 0 && !(isPartial && wanted.includes(""));
}

/** Where a query reads from, and the columns of the key by which that is ordered. */
export interface EventSource {
  readonly from: string;
  readonly seconds: string;
  readonly nanos: string;
  readonly id: string;
  /** Conditions that the index answers, one alternative for each value when there are several. */
  readonly alternatives: readonly SqlPart[];
}

/** More alternatives than this are not merged in order, but found together and sorted. */
const maxAlternatives = 20;

/**
 * Where to read events from on an access path. `isMerged` asks for one alternative per value, in order of time;
 * `readsEvents` says that conditions look at columns of `e`.
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
      // Without these words SQLite does not see that the partial index holds every such event.
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

/** Lets a query be given up between two rows, without asking at each of them. */
export function isWithinBudget({ id }: EventSource): SqlPart {
  return { sql: `(${id} & 255 <> 0 OR within_budget())`, values: [] };
}

/** Conditions on time for everything that matches, whatever the page. */
export function timeBounds({ start, end }: ColumnFilter, { seconds, nanos }: EventSource): SqlPart[] {
  return [
    ...(start ? [bound(`(${seconds}, ${nanos}) >=`, start)] : []),
    ...(end ? [bound(`(${seconds}, ${nanos}) <`, end)] : []),
  ];
}

function bound(left: string, { seconds, nanos }: Instant): SqlPart {
  return { sql: `${left} (?, ?)`, values: [Number(seconds), nanos] };
}
