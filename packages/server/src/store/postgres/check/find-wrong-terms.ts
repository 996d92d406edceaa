// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ReadEvent } from "../../check/check-columns.js";
import { collectWords } from "../../words/collect-words.js";
import { toOwnTerms } from "../connect/own-terms.js";
import type { PostgresRow } from "./read-event-pages.js";

/** Finds columns that do not hold the tags, or the words, of an event. */
export function findWrongTerms({ tags, words }: PostgresRow, { event, row }: ReadEvent): [string, string][] {
  const wrong: [string, string][] = [];
  if (!isSame(tags, toOwnTerms(row.tenantId, row.tags))) {
    wrong.push(["tags", "they are not the tags of the event"]);
  }
  if (!isSame(words, toOwnTerms(row.tenantId, collectWords(event)))) {
    wrong.push(["words", "the words under which the event is found are not those of the event"]);
  }
  return wrong;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((term, index) => term === other[index]);
}
