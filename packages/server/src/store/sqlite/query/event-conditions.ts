// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { AccessPath } from "./access-path.js";
import type { ColumnFilter } from "./column-filter.js";
import { isOneOf, type SqlPart } from "./sql-part.js";

/**
 * How rows that another index finds are tested for words. `list`: all events with the words are listed once, which takes
 * about a microsecond for each. `each`: the words are looked up for each row, which takes about a millisecond.
 */
export type WordTest = "list" | "each";

/** Returns the conditions on a row of `events`, with the alias `e`, that the access path does not cover. */
export function eventConditions(filter: ColumnFilter, path: AccessPath, wordTest: WordTest = "each"): SqlPart[] {
  const isCovered = (member: keyof ColumnFilter) => path.kind === "index" && path.member === member;
  const lists = [
    ["eventIds", "e.event_id"],
    ["projectIds", "e.project_id"],
    ["sessionIds", "e.session_id"],
    ["agentIds", "e.agent_id"],
    ["spanIds", "e.span_id"],
    ["traceIds", "e.trace_id"],
    ["types", "e.type"],
    ["statuses", "e.status"],
    ["severities", "e.severity"],
  ] as const;
  const conditions = lists
    .filter(([member]) => filter[member].length > 0 && !isCovered(member))
    .map(([member, column]) => isOneOf(column, filter[member]));
  if (filter.tags.length > 0 && path.kind !== "tags") {
    conditions.push(hasTag(filter));
  }
  return [...conditions, ...hasText(filter, path, wordTest)];
}

/** Returns the conditions on words and phrases. Phrases are looked for last, since that decodes the event. */
function hasText({ words, phrases }: ColumnFilter, path: AccessPath, wordTest: WordTest): SqlPart[] {
  const hasWords = words === "" || path.kind === "words" ? [] : [{ sql: wordTests[wordTest], values: [words] }];
  if (phrases === "") {
    return hasWords;
  }
  const hasPhrases = { sql: "has_phrases(e.body, ?)", values: [phrases] };
  const [first] = hasWords;
  // CASE, since SQLite evaluates a subquery after other conditions, and would decode events that lack the words.
  return first === undefined
    ? [hasPhrases]
    : [{ sql: `CASE WHEN ${first.sql} THEN ${hasPhrases.sql} END`, values: [...first.values, ...hasPhrases.values] }];
}

const wordTests: Readonly<Record<WordTest, string>> = {
  list: "e.id IN (SELECT rowid FROM event_words WHERE event_words MATCH ?)",
  each: "EXISTS (SELECT 1 FROM event_words WHERE event_words MATCH ? AND rowid = e.id)",
};

function hasTag({ tenantNo, tags }: ColumnFilter): SqlPart {
  const { sql, values } = isOneOf("g.tag", tags);
  const isOfEvent = "g.seconds = e.seconds AND g.nanos = e.nanos AND g.id = e.id";
  return {
    sql: `EXISTS (SELECT 1 FROM event_tags g WHERE g.tenant_no = ? AND ${sql} AND ${isOfEvent})`,
    values: [tenantNo, ...values],
  };
}
