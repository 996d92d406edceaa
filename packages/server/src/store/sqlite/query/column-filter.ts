// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventFilter } from "../../contract/event-store.js";
import { toColumnText } from "../../words/column-text.js";
import { toFacetTerms } from "../../words/facets.js";
import { toIndexedWords } from "../schema/indexed-words.js";

/** A filter in terms of columns. Lists that restrict nothing are empty; texts have the form of columns. */
export interface ColumnFilter {
  readonly tenantNo: number;
  readonly eventIds: readonly string[];
  readonly projectIds: readonly string[];
  readonly sessionIds: readonly string[];
  readonly agentIds: readonly string[];
  readonly spanIds: readonly string[];
  readonly traceIds: readonly string[];
  readonly types: readonly number[];
  readonly statuses: readonly number[];
  readonly severities: readonly number[];
  readonly tags: readonly string[];
  /** MATCH expression for the word index. Empty when the filter has neither words nor facets. */
  readonly words: string;
  /** JSON array of texts that must occur within words. Empty when the filter has none. */
  readonly phrases: string;
  readonly start: EventFilter["start"];
  readonly end: EventFilter["end"];
}

export function toColumnFilter(filter: EventFilter, tenantNo: number): ColumnFilter {
  return {
    tenantNo,
    eventIds: toColumns(filter.eventIds),
    projectIds: toColumns(filter.projectIds),
    sessionIds: toColumns(filter.sessionId),
    agentIds: toColumns(filter.agentId),
    spanIds: toColumns(filter.spanId),
    traceIds: toColumns(filter.traceId),
    types: unique(filter.types),
    statuses: unique(filter.statuses),
    severities: unique(filter.severities),
    tags: toColumns(filter.tags),
    words: [...toFacetTerms(filter), ...unique(filter.words).map((word) => [word])]
      .map((alternatives) => matchOf(toIndexedWords(tenantNo, alternatives)))
      .join(" AND "),
    phrases: filter.phrases === undefined || filter.phrases.length === 0 ? "" : JSON.stringify(filter.phrases),
    start: filter.start,
    end: filter.end,
  };
}

function matchOf(alternatives: readonly string[]): string {
  const quoted = alternatives.map((word) => `"${word}"`);
  return quoted.length === 1 ? quoted.join("") : `(${quoted.join(" OR ")})`;
}

function toColumns(wanted: string | readonly string[] | undefined): string[] {
  return unique(typeof wanted === "string" ? [wanted] : wanted).map(toColumnText);
}

function unique<Value>(list: readonly Value[] | undefined): Value[] {
  return [...new Set(list)];
}
