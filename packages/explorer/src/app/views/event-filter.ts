// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { QueryFilterJson } from "@chaukas/spec-common/json";

/** Members of a filter of events that are lists, of which a URL has one value. */
const lists: ReadonlySet<string> = new Set([
  "tool_names",
  "models",
  "principal_ids",
  "policy_outcomes",
  "types",
  "statuses",
]);

/** Returns the parameters of a stream of events for those of the URL of a view: lists have their names in the singular. */
export function toWatchParameters(filter: Readonly<Record<string, string>>): Record<string, string> {
  const nameOf = (member: string) => (lists.has(member) ? member.replace(/(?<=status)es$|s$/, "") : member);
  return Object.fromEntries(Object.entries(filter).map(([member, value]) => [nameOf(member), value]));
}

/** Reads the parameters of the URL of a view as a filter of events. */
export function toQueryFilter({ start, end, ...members }: Readonly<Record<string, string>>): QueryFilterJson {
  const time = { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
  const filter = Object.entries(members).map(([name, value]) => [name, lists.has(name) ? [value] : value]);
  return { ...Object.fromEntries(filter), ...(Object.keys(time).length > 0 && { time }) };
}
