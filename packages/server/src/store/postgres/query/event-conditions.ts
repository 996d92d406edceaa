// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventFilter } from "../../contract/event-store.js";
import { toColumnText } from "../../words/column-text.js";
import { toFacetTerms } from "../../words/facets.js";
import { toOwnTerms } from "../connect/own-terms.js";

/** An SQL condition with the values of its parameters, starting at `$1`. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Returns the condition of a filter on the columns of `chaukas.events`. */
export function eventConditions(filter: EventFilter): Condition {
  const values: unknown[] = [];
  const terms: string[] = [];

  function parameter(value: unknown): string {
    values.push(value);
    return `$${values.length}`;
  }
  function equals(column: string, text: string | undefined): void {
    if (text !== undefined) {
      terms.push(`${column} = ${parameter(toColumnText(text))}`);
    }
  }
  function isIn(column: string, wanted: readonly unknown[] | undefined, type: "integer" | "text"): void {
    if (wanted?.length === 1) {
      // Unlike for a list of one, the planner may then read an index in the order of pages.
      terms.push(`${column} = ${parameter(wanted[0])}`);
    } else if (wanted !== undefined && wanted.length > 0) {
      terms.push(`${column} = any(${parameter(wanted)}::${type}[])`);
    }
  }
  function matches(column: string, operator: "&&" | "@>", wanted: readonly string[] | undefined): void {
    if (wanted !== undefined && wanted.length > 0) {
      terms.push(`${column} ${operator} ${parameter(toOwnTerms(toColumnText(filter.tenantId), wanted))}::text[]`);
    }
  }

  equals("tenant_id", filter.tenantId);
  isIn("event_id", filter.eventIds?.map(toColumnText), "text");
  isIn("project_id", filter.projectIds?.map(toColumnText), "text");
  equals("session_id", filter.sessionId);
  equals("agent_id", filter.agentId);
  equals("span_id", filter.spanId);
  equals("trace_id", filter.traceId);
  isIn("type", filter.types, "integer");
  isIn("status", filter.statuses, "integer");
  isIn("severity", filter.severities, "integer");
  matches("tags", "&&", filter.tags?.map(toColumnText));
  const facets = toFacetTerms(filter);
  const single = facets.filter(({ length }) => length === 1).flat();
  matches("search_terms", "@>", [...single, ...(filter.words ?? [])]);
  for (const alternatives of facets.filter(({ length }) => length > 1)) {
    matches("search_terms", "&&", alternatives);
  }
  for (const phrase of filter.phrases ?? []) {
    // No phrase has a character with a meaning in patterns: it consists of letters, marks and digits.
    terms.push(`array_to_string(search_terms, ' ') like ${parameter(`%${phrase}%`)}`);
  }
  for (const [operator, instant] of [
    [">=", filter.start],
    ["<", filter.end],
  ] as const) {
    if (instant !== undefined) {
      terms.push(`(seconds, nanos) ${operator} (${parameter(instant.seconds)}, ${parameter(instant.nanos)})`);
    }
  }
  return { sql: terms.join(" and "), values };
}
