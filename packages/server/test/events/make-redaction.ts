// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { Author, EventSchema, EventType } from "@chaukas/spec-common";
import { deriveSalts, listLeaves, redactEvent } from "@chaukas/spec-integrity";
import type { EventRedaction, LogEntry, LogLeaf } from "../../src/store/contract/event-log.js";
import { toHex } from "../../src/store/records/hashes.js";
import { makeNewEvent } from "./make-new-event.js";

/** Creates the redaction that drops values of an entry, with its record, as passed to a store. */
export function makeRedaction(entry: LogEntry, places: readonly string[]): EventRedaction {
  const before = leavesOf(entry);
  const sourceRedaction = entry.opening.kind === "leaves" ? entry.opening.sourceRedaction : entry.event.redaction;
  const opening = {
    ...(sourceRedaction !== undefined && { redaction: { fields: sourceRedaction.fields } }),
    leaves: before.map((leaf) =>
      leaf.kind === "open" ? { path: leaf.path, salt: toHex(leaf.salt) } : { digest: toHex(leaf.digest) },
    ),
  };
  const redacted = redactEvent(entry.event, opening, places, { method: "drop" });
  const { serverTimestamp: _, ...event } = redacted.event;
  return {
    sequence: entry.sequence,
    revision: entry.revision,
    event: create(EventSchema, { ...event, contentHash: "", hashPrev: "", wormProofId: "" }),
    leaves: redacted.opening.leaves.map((leaf, index) =>
      "digest" in leaf
        ? { kind: "redacted", digest: new Uint8Array(Buffer.from(leaf.digest, "hex")) }
        : (before[index] as LogLeaf),
    ),
    ...(sourceRedaction !== undefined && { sourceRedaction }),
    record: makeNewEvent({
      tenantId: entry.event.tenantId,
      projectId: entry.event.projectId,
      sessionId: entry.event.sessionId,
      type: EventType.SYSTEM,
      author: Author.SYSTEM,
      timestamp: create(TimestampSchema, { seconds: 1_760_000_000n }),
      content: {
        case: "redactionRecord",
        value: {
          eventId: entry.event.eventId,
          sequence: BigInt(entry.sequence),
          ordinal: entry.revision + 1,
          fields: [...redacted.fields],
          method: "drop",
          erased: redacted.erased.map(BigInt),
          shownHash: redacted.shownHash,
          reason: "test",
        },
      },
    }),
  };
}

function leavesOf({ event, opening }: LogEntry): readonly LogLeaf[] {
  if (opening.kind === "leaves") {
    return opening.leaves;
  }
  const leaves = listLeaves(event);
  const salts = deriveSalts(opening.saltKey, leaves.length);
  return leaves.map(({ path, value }, index) => ({
    kind: "open",
    path,
    value,
    salt: new Uint8Array(Buffer.from(salts[index] as string, "hex")),
  }));
}
