// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createSequenceSet, type SequenceSet } from "@chaukas/spec-integrity";
import { isEmptyRange } from "../../query/time-bounds.js";
import type { EventFilter, Position, StorePage, StoreQuery } from "../../store/contract/event-store.js";

/** Bounds of a page, which is all that is in memory of the selected events. */
const page = { limit: 5000, maxBytes: 4 * 1024 * 1024 };

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
  let after: Position | undefined;
  for (let hasMore = !isEmptyRange(filter); hasMore; ) {
    signal?.throwIfAborted();
    const found = await findPage({ filter, order: "ascending", ...page, ...(after !== undefined && { after }) });
    for (const { sequence } of found.events.filter((event) => event.sequence < size)) {
      sequences.add(sequence);
    }
    const last = found.events.at(-1);
    const { seconds = 0n, nanos = 0 } = last?.event.timestamp ?? {};
    after = last && { seconds, nanos, sequence: last.sequence };
    hasMore = found.hasMore && last !== undefined;
  }
  return sequences;
}
