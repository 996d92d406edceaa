// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventFilter, Position, StoredEvent, StorePage, StoreQuery } from "../store/contract/event-store.js";
import { isEmptyRange } from "./time-bounds.js";

/** What {@link readPages} reads. */
export interface PagedRead {
  readonly filter: EventFilter;
  readonly order: "ascending" | "descending";
  /** Maximum number of events on each page. */
  readonly limit: number;
  /** Maximum size of each page, in bytes. Default: 4 MiB. */
  readonly maxBytes?: number;
}

const defaultBytes = 4 * 1024 * 1024;

/** Yields all pages of a query. Rejects with the reason of the signal once it is aborted. */
export async function* readPages(
  findPage: (query: StoreQuery) => Promise<StorePage>,
  { filter, order, limit, maxBytes = defaultBytes }: PagedRead,
  signal?: AbortSignal,
): AsyncGenerator<StorePage> {
  let after: Position | undefined;
  for (let hasMore = !isEmptyRange(filter); hasMore; ) {
    signal?.throwIfAborted();
    const page = await findPage({ filter, order, limit, maxBytes, ...(after !== undefined && { after }) });
    yield page;
    const last = page.events.at(-1);
    after = last && positionOf(last);
    hasMore = page.hasMore && last !== undefined;
  }
}

/** Returns the position of an event in the order of pages. */
export function positionOf({ event, sequence }: StoredEvent): Position {
  return { seconds: event.timestamp?.seconds ?? 0n, nanos: event.timestamp?.nanos ?? 0, sequence };
}
