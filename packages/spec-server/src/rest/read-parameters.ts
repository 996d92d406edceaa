// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { queryRequestFromJson } from "@chaukas/spec-common/json";
import { HttpFault } from "../http/http-fault.js";

/** Throws a bad request if a query has other parameters than these, or one that is no list twice. */
export function requireParameters(
  query: URLSearchParams,
  single: readonly string[],
  lists: readonly string[] = [],
): void {
  const names = [...single, ...lists];
  for (const name of new Set(query.keys())) {
    if (!names.includes(name)) {
      throw new HttpFault(400, `query: expected only ${names.join(", ")}, got ${JSON.stringify(name)}`);
    }
    if (!lists.includes(name) && query.getAll(name).length > 1) {
      throw new HttpFault(400, `${name}: expected one value, got ${query.getAll(name).length}`);
    }
  }
}

/** Reads the parameters `start` and `end`. Throws a bad request for one that is not a time. */
export function readTimeRange(query: URLSearchParams) {
  const start = readTime(query, "start");
  const end = readTime(query, "end");
  return start || end ? { timeRange: { ...(start && { start }), ...(end && { end }) } } : {};
}

function readTime(query: URLSearchParams, name: "start" | "end") {
  const text = query.get(name);
  if (text === null) {
    return undefined;
  }
  try {
    return queryRequestFromJson({ filter: { time: { [name]: text } } }).filter?.time?.[name];
  } catch {
    throw new HttpFault(400, `${name}: expected an RFC 3339 time, got ${JSON.stringify(text)}`);
  }
}
