// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventSeal } from "../../contract/new-event.js";
import { StoreError } from "../../contract/store-error.js";
import { chainRecords, type FullTile, type LogTail } from "../../records/chain-records.js";
import type { Head } from "./heads.js";
import type { PreparedEvent } from "./prepare-event.js";

/** Events of one tenant with their places in its log. */
export interface PlacedEvents {
  readonly tenantId: string;
  readonly events: readonly PlacedEvent[];
  /** Events of the tenant when these are stored. */
  readonly size: number;
  /** Where its log ends then. Undefined where events have no log. */
  readonly tail: LogTail | undefined;
  readonly fullTiles: readonly FullTile[];
}

export interface PlacedEvent {
  readonly prepared: PreparedEvent;
  readonly sequence: number;
  /** What the row keeps of the log. Undefined where events have none. */
  readonly link: LogLink | undefined;
}

/** What a row keeps of the log. */
interface LogLink extends EventSeal {
  readonly hashPrev: Uint8Array;
  readonly leaf: Uint8Array;
}

/** Gives events their places behind the head of their tenant, and chains them where it has a log. */
export function placeEvents(tenantId: string, head: Head | undefined, events: readonly PreparedEvent[]): PlacedEvents {
  if (head === undefined) {
    throw new StoreError("corrupt", `head of tenant ${JSON.stringify(tenantId)}: expected a row, found none`);
  }
  const { size, tail } = head;
  const seals = events.flatMap(({ seal }) => seal ?? []);
  const hasLog = size > 0 ? tail !== undefined : seals.length > 0;
  if (seals.length !== (hasLog ? events.length : 0)) {
    const problem = `expected events ${hasLog ? "with" : "without"} a seal, as those that it has; open the store as it is`;
    throw new StoreError("unsupported", `tenant ${JSON.stringify(tenantId)}: ${problem}`);
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
