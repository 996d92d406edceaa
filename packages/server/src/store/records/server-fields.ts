// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { Event } from "@chaukas/spec-common";
import { formatOrigin, formatProofId } from "@chaukas/spec-integrity";
import { toHex } from "./hashes.js";

/** What a store knows of an event besides its body. */
export interface ServerFields {
  readonly receivedMs: number;
  /** Absent when the store keeps no log. */
  readonly place?: LogPlace;
}

/** Where an event is in its log. */
interface LogPlace {
  readonly originHost: string;
  readonly sequence: number;
  /** Leaf of the record before. */
  readonly hashPrev: Uint8Array;
  /** Undefined once the event was redacted. */
  readonly contentHash: Uint8Array | undefined;
}

/** Sets the fields that only the server sets on an event that is read back. */
export function setServerFields(event: Event, { receivedMs, place }: ServerFields): Event {
  event.serverTimestamp = timestampFromMs(receivedMs);
  if (place !== undefined) {
    event.hashPrev = toHex(place.hashPrev);
    event.contentHash = place.contentHash === undefined ? "" : toHex(place.contentHash);
    event.wormProofId = formatProofId(originOf(place.originHost, event.tenantId), place.sequence);
  }
  return event;
}

// Pages are of one tenant, as a rule.
let last = { host: "", tenantId: "", origin: "" };

function originOf(host: string, tenantId: string): string {
  if (last.host !== host || last.tenantId !== tenantId) {
    last = { host, tenantId, origin: formatOrigin(host, tenantId) };
  }
  return last.origin;
}

/** An event as its body holds it: without the fields that only the server sets, and those that nobody knows. */
export function withoutServerFields({ serverTimestamp: _, ...event }: Event): Event {
  return { ...event, contentHash: "", hashPrev: "", wormProofId: "", $unknown: [] };
}
