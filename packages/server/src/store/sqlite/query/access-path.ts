// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ColumnFilter } from "../schema/column-filter.js";

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
