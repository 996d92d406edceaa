// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { QueryFilterJson } from "@chaukas/spec-common/json";

/** Members of a filter of events that are lists, of which a URL has one value, with the stream's parameter for each. */
const lists = {
  tool_names: "tool_name",
  models: "model",
  principal_ids: "principal_id",
  policy_outcomes: "policy_outcome",
  types: "type",
  statuses: "status",
} as const;

/** Reads the parameters of the URL of a view as those of a stream of events. */
export function toWatchParameters(members: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [isList(name) ? lists[name] : name, value]));
}

/** Reads the parameters of the URL of a view as a filter of events. */
export function toQueryFilter({ start, end, ...members }: Readonly<Record<string, string>>): QueryFilterJson {
  const time = { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
  const filter = Object.entries(members).map(([name, value]) => [name, isList(name) ? [value] : value]);
  return { ...Object.fromEntries(filter), ...(Object.keys(time).length > 0 && { time }) };
}

function isList(name: string): name is keyof typeof lists {
  return Object.hasOwn(lists, name);
}
