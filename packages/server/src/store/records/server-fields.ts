// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { Event } from "@chaukas/spec-common";
import { formatOrigin, formatProofId } from "@chaukas/spec-integrity";
import { toHex } from "./hashes.js";

/** Data of an event that the store keeps outside its body. */
export interface ServerFields {
  readonly receivedMs: number;
  /** Absent if the store keeps no log. */
  readonly place?: LogPlace;
}

/** Position of an event in its log. */
interface LogPlace {
  readonly originHost: string;
  readonly sequence: number;
  /** Leaf of the previous record. */
  readonly hashPrev: Uint8Array;
  /** Undefined if the event was redacted. */
  readonly contentHash: Uint8Array | undefined;
}

/** Sets the fields that only the server sets on an event that was read from the store. */
export function setServerFields(event: Event, { receivedMs, place }: ServerFields): Event {
  event.serverTimestamp = timestampFromMs(receivedMs);
  if (place !== undefined) {
    event.hashPrev = toHex(place.hashPrev);
    event.contentHash = place.contentHash === undefined ? "" : toHex(place.contentHash);
    event.wormProofId = formatProofId(originOf(place.originHost, event.tenantId), place.sequence);
  }
  return event;
}

// Caches the last origin, since all events of a page usually belong to one tenant.
let last = { host: "", tenantId: "", origin: "" };

function originOf(host: string, tenantId: string): string {
  if (last.host !== host || last.tenantId !== tenantId) {
    last = { host, tenantId, origin: formatOrigin(host, tenantId) };
  }
  return last.origin;
}

/** Returns an event as stored in its body: without the fields that only the server sets and without unknown fields. */
export function withoutServerFields({ serverTimestamp: _, ...event }: Event): Event {
  return { ...event, contentHash: "", hashPrev: "", wormProofId: "", $unknown: [] };
}
