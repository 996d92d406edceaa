// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import type { EventStore, StoredEvent } from "../store/contract/event-store.js";

/** Events that belong together: those of one span, or one alone. */
export type EventGroup = readonly Event[];

/** Reads groups of events by their sequences. Those that the page does not have are read one by one. */
export async function readGroups(
  store: Pick<EventStore, "readLog">,
  tenantId: string,
  groups: readonly (readonly number[])[],
  page: readonly StoredEvent[],
): Promise<readonly EventGroup[]> {
  const read = new Map(page.map(({ sequence, event }) => [sequence, event]));
  const events: EventGroup[] = [];
  for (const group of groups) {
    for (const sequence of group.filter((number) => !read.has(number))) {
      const [stored] = await store.readLog(tenantId, { fromSequence: sequence, limit: 1 });
      if (stored?.sequence === sequence) {
        read.set(sequence, stored.event);
      }
    }
    events.push(group.flatMap((sequence) => read.get(sequence) ?? []));
  }
  return events;
}
