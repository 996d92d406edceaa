// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { bytesFromHex, type LeafOpening, listLeaves, type RedactionMethod, redactEvent } from "@chaukas/spec-integrity";
import type { EventRedaction, LogEntry, LogLeaf } from "../../store/event-log.js";
import { toOpening } from "../../store/to-opening.js";

/** What becomes of an entry whose event is redacted at places that all hold values. */
export function prepareRedaction(
  entry: LogEntry,
  places: readonly string[],
  method: RedactionMethod,
): Omit<EventRedaction, "record"> {
  const redacted = redactEvent(entry.event, toOpening(entry.opening), places, method);
  const sourceRedaction = entry.opening.kind === "leaves" ? entry.opening.sourceRedaction : entry.event.redaction;
  return {
    sequence: entry.sequence,
    revision: entry.revision,
    event: withoutServerFields(redacted.event),
    // Something was redacted, so that it cannot be opened by a key.
    leaves: toLogLeaves(redacted.event, redacted.opening as LeafOpening),
    ...(sourceRedaction && { sourceRedaction }),
  };
}

function toLogLeaves(event: Event, { leaves }: LeafOpening): LogLeaf[] {
  const values = new Map(listLeaves(event).map(({ pointer, value }) => [pointer, value]));
  return leaves.map((leaf): LogLeaf => {
    if ("digest" in leaf) {
      return { kind: "redacted", digest: bytesFromHex(leaf.digest) };
    }
    const value = values.get(leaf.pointer);
    if (value === undefined) {
      throw new Error(`${leaf.pointer}: expected a value that the redaction leaves as it is, found none`);
    }
    return { kind: "open", pointer: leaf.pointer, value, salt: bytesFromHex(leaf.salt) };
  });
}

function withoutServerFields(event: Event): Event {
  const copy = clone(EventSchema, event);
  copy.hashPrev = "";
  copy.contentHash = "";
  copy.wormProofId = "";
  delete copy.serverTimestamp;
  return copy;
}
