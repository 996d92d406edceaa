// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { deriveSalts, listLeaves, redactEvent } from "@chaukas/spec-integrity";
import type { EventRedaction, LogEntry, LogLeaf } from "../../src/store/contract/event-log.js";
import { toHex } from "../../src/store/records/hashes.js";
import { makeNewEvent } from "./make-new-event.js";

/** Creates the redaction that drops values of an entry, as passed to a store. */
export function makeRedaction(entry: LogEntry, places: readonly string[]): EventRedaction {
  const before = leavesOf(entry);
  const sourceRedaction = entry.opening.kind === "leaves" ? entry.opening.sourceRedaction : entry.event.redaction;
  const opening = {
    ...(sourceRedaction !== undefined && { redaction: sourceRedaction }),
    leaves: before.map((leaf) =>
      leaf.kind === "open" ? { pointer: leaf.pointer, salt: toHex(leaf.salt) } : { digest: toHex(leaf.digest) },
    ),
  };
  const redacted = redactEvent(entry.event, opening, places, { method: "drop" });
  const remaining = "leaves" in redacted.opening ? redacted.opening.leaves : [];
  const { serverTimestamp: _, ...event } = redacted.event;
  return {
    sequence: entry.sequence,
    revision: entry.revision,
    event: create(EventSchema, { ...event, contentHash: "", hashPrev: "", wormProofId: "" }),
    leaves: remaining.map((leaf, index) =>
      "digest" in leaf
        ? { kind: "redacted", digest: new Uint8Array(Buffer.from(leaf.digest, "hex")) }
        : (before[index] as LogLeaf),
    ),
    ...(sourceRedaction !== undefined && { sourceRedaction }),
    record: makeNewEvent({
      tenantId: entry.event.tenantId,
      tags: ["redaction"],
      metadata: { event_id: entry.event.eventId, sequence: entry.sequence, redaction: entry.revision + 1 },
    }),
  };
}

function leavesOf({ event, opening }: LogEntry): readonly LogLeaf[] {
  if (opening.kind === "leaves") {
    return opening.leaves;
  }
  const leaves = listLeaves(event);
  const salts = deriveSalts(opening.saltKey, leaves.length);
  return leaves.map(({ pointer, value }, index) => ({
    kind: "open",
    pointer,
    value,
    salt: new Uint8Array(Buffer.from(salts[index] as string, "hex")),
  }));
}
