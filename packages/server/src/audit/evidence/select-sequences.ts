// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createSequenceSet, type SequenceSet } from "@chaukas/spec-integrity";
import { readPages } from "../../query/read-pages.js";
import type { EventFilter, StorePage, StoreQuery } from "../../store/contract/event-store.js";

/** Events of a page, which is all that is in memory of the selected events. */
const pageSize = 5000;

/**
 * Returns the sequences below `size` of the events that a filter selects. Memory is bounded: one bit for each record.
 * Rejects with the reason of the signal once it is aborted.
 */
export async function selectSequences(
  findPage: (query: StoreQuery) => Promise<StorePage>,
  filter: EventFilter,
  size: number,
  signal: AbortSignal | undefined,
): Promise<SequenceSet> {
  const sequences = createSequenceSet();
  for await (const { events } of readPages(findPage, { filter, order: "ascending", limit: pageSize }, signal)) {
    for (const { sequence } of events.filter((event) => event.sequence < size)) {
      sequences.add(sequence);
    }
  }
  return sequences;
}
