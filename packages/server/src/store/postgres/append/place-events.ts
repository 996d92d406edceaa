// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventSeal } from "../../contract/new-event.js";
import { StoreError } from "../../contract/store-error.js";
import { chainRecords, type FullTile, type LogTail } from "../../records/chain-records.js";
import type { Head } from "./heads.js";
import type { PreparedEvent } from "./prepare-event.js";

/** Events of one tenant with their positions in its log. */
export interface PlacedEvents {
  readonly tenantId: string;
  readonly events: readonly PlacedEvent[];
  /** Number of events of the tenant once these are stored. */
  readonly size: number;
  /** End of its log once these are stored. Undefined if the events have no log. */
  readonly tail: LogTail | undefined;
  readonly fullTiles: readonly FullTile[];
}

export interface PlacedEvent {
  readonly prepared: PreparedEvent;
  readonly sequence: number;
  /** Columns of the log. Undefined if the events have no log. */
  readonly link: LogLink | undefined;
}

/** Columns of the log in a row. */
export interface LogLink extends EventSeal {
  readonly hashPrev: Uint8Array;
  readonly leaf: Uint8Array;
  /** State of an event that was redacted before it was moved here, in place of its salt key and content hash. */
  readonly redacted?: { readonly revision: number; readonly opening: Uint8Array };
}

/** Assigns events their positions after the head of their tenant, and chains them if it has a log. */
export function placeEvents(tenantId: string, head: Head | undefined, events: readonly PreparedEvent[]): PlacedEvents {
  if (head === undefined) {
    throw new StoreError("corrupt", `head of tenant ${JSON.stringify(tenantId)}: expected a row, found none`);
  }
  const { size, tail } = head;
  const seals = events.flatMap(({ seal }) => seal ?? []);
  const hasLog = size > 0 ? tail !== undefined : seals.length > 0;
  if (seals.length !== (hasLog ? events.length : 0)) {
    const problem = `expected events ${hasLog ? "with" : "without"} a seal, like its stored events`;
    throw new StoreError("unsupported", `tenant ${JSON.stringify(tenantId)}: ${problem}; open the store as it is`);
  }
  if (tail === undefined || !hasLog) {
    const placed = events.map((prepared, index) => ({ prepared, sequence: size + index, link: undefined }));
    return { tenantId, events: placed, size: size + events.length, tail: undefined, fullTiles: [] };
  }
  return { tenantId, size: size + events.length, ...chainEvents(tail, events, seals) };
}

function chainEvents(
  start: LogTail,
  events: readonly PreparedEvent[],
  seals: readonly EventSeal[],
): Pick<PlacedEvents, "events" | "tail" | "fullTiles"> {
  const { tail, leaves, fullTiles } = chainRecords(
    start,
    seals.map(({ commit }, index) => {
      const { event, row } = events[index] as PreparedEvent;
      return { eventId: event.eventId, receivedMs: row.receivedMs, commit };
    }),
  );
  const placed = seals.map((seal, index): PlacedEvent => {
    const link = { ...seal, hashPrev: leaves[index - 1] ?? start.lastLeaf, leaf: leaves[index] as Uint8Array };
    return { prepared: events[index] as PreparedEvent, sequence: start.size + index, link };
  });
  return { events: placed, tail, fullTiles };
}
