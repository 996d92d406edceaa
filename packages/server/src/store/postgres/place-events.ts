// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { chainRecords, type FullTile, type LogTail } from "../chain-records.js";
import { StoreError } from "../store-error.js";
import type { Head } from "./lock-heads.js";
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

/** Hashes of 32 bytes. */
export interface LogLink {
  readonly commit: Uint8Array;
  readonly hashPrev: Uint8Array;
  readonly leaf: Uint8Array;
  readonly saltKey: Uint8Array;
  readonly contentHash: Uint8Array;
}

/** Gives events their places behind the head of their tenant, and chains them where it has a log. */
export function placeEvents(tenantId: string, head: Head | undefined, events: readonly PreparedEvent[]): PlacedEvents {
  if (head === undefined) {
    throw new StoreError("corrupt", `head of tenant ${JSON.stringify(tenantId)}: expected a row, found none`);
  }
  const size = head.size + events.length;
  const isSealed = events[0]?.seal !== undefined;
  if (!isSealed && (head.size === 0 || head.tail === undefined)) {
    const placed = events.map((prepared, index) => ({ prepared, sequence: head.size + index, link: undefined }));
    return { tenantId, events: placed, size, tail: undefined, fullTiles: [] };
  }
  if (head.tail === undefined || !isSealed) {
    const problem = isSealed ? "has events without a log" : "has a log, and the event no seal";
    throw new StoreError("unsupported", `tenant ${JSON.stringify(tenantId)}: ${problem}; open the store as it is`);
  }
  return { tenantId, size, ...chainEvents(head.tail, events) };
}

function chainEvents(
  start: LogTail,
  events: readonly PreparedEvent[],
): Pick<PlacedEvents, "events" | "tail" | "fullTiles"> {
  const seals = events.map(({ seal, event }) => {
    if (seal === undefined) {
      throw new StoreError(
        "unsupported",
        `event ${JSON.stringify(event.eventId)}: expected a seal, as the others have`,
      );
    }
    return seal;
  });
  const { tail, leaves, fullTiles } = chainRecords(
    start,
    events.map(({ event, row }, index) => ({
      eventId: event.eventId,
      receivedMs: row.receivedMs,
      commit: seals[index]?.commit as Uint8Array,
    })),
  );
  const placed = events.map((prepared, index): PlacedEvent => {
    const hashPrev = leaves[index - 1] ?? start.lastLeaf;
    const leaf = leaves[index] as Uint8Array;
    const { commit, saltKey, contentHash } = seals[index] as (typeof seals)[number];
    return { prepared, sequence: start.size + index, link: { commit, hashPrev, leaf, saltKey, contentHash } };
  });
  return { events: placed, tail, fullTiles };
}
