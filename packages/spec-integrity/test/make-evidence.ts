// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, EventType, RedactionRecordSchema } from "@chaukas/spec-common";
import {
  bytesFromHex,
  bytesToHex,
  createCompactRange,
  createInclusionProof,
  type EvidenceRecord,
  type ExportedRecord,
  formatEvidenceHeader,
  formatEvidenceLine,
  redactEvent,
} from "../src/index.ts";
import { makeTrail, makeTrailEvent, signedCheckpointOf, trailOrigin } from "./make-trail.ts";

/** Makes a trail in which event 2 is redacted, once by record 5 and again by record 7, the last one. */
export function makeRedactedTrail(): ExportedRecord[] {
  const events: Event[] = Array.from({ length: 7 }, (_, index) => ({
    ...makeTrailEvent(index),
    metadata: { phone: "555-0100", n: index },
  }));
  events.splice(5, 0, makeTrailEvent(50));
  const before = makeTrail(events)[2] as ExportedRecord;
  const once = redactEvent(before.event, before.opening, ["/message/text"], { method: "mask" });
  events[5] = makeRedactionRecord(1, once);
  const twice = redactEvent(once.event, once.opening, ["/metadata/phone"], { method: "drop" });
  events.splice(7, 1, makeRedactionRecord(2, twice));
  return makeTrail(events).map((record, index) =>
    index === 2
      ? { ...record, event: { ...twice.event, hashPrev: record.event.hashPrev }, opening: twice.opening }
      : record,
  );
}

function makeRedactionRecord(ordinal: number, redacted: ReturnType<typeof redactEvent>): Event {
  const { event, fields, erased, shownHash } = redacted;
  return {
    ...makeTrailEvent(100 + ordinal),
    type: EventType.SYSTEM,
    content: {
      case: "redactionRecord",
      value: create(RedactionRecordSchema, {
        eventId: event.eventId,
        sequence: 2n,
        ordinal,
        fields: [...fields],
        method: ordinal === 1 ? "mask" : "drop",
        erased: erased.map(BigInt),
        shownHash,
        reason: "erasure was requested",
        requestedBy: "case 118",
        keyId: "0123456789ab",
      }),
    },
  };
}

/** Returns the evidence of a selection of a trail's records, with proofs in the tree of the first `size` records. */
export async function evidenceOf(
  trail: readonly ExportedRecord[],
  sequences: readonly number[],
  size = trail.length,
): Promise<EvidenceRecord[]> {
  const leaves = trail.slice(0, size).map(({ leaf }) => bytesFromHex(leaf));
  return Promise.all(
    sequences.map(async (sequence) => {
      const { event, opening } = trail[sequence] as ExportedRecord;
      const proof = await createInclusionProof(sequence, size, (nodes) =>
        nodes.map(({ level, index }) => rootOf(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))),
      );
      return { sequence, event, opening, proof: proof.map(bytesToHex) };
    }),
  );
}

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const range = createCompactRange();
  for (const leaf of leaves) {
    range.append(leaf);
  }
  return range.root();
}

/** Returns the lines of an evidence file whose checkpoint is that of the first `size` records of a trail. */
export function evidenceLines(
  trail: readonly ExportedRecord[],
  records: readonly EvidenceRecord[],
  size = trail.length,
): string[] {
  const checkpoint = signedCheckpointOf(trail, size);
  const header = { origin: trailOrigin, checkpoint, size, selection: { tenant_id: "acme" } };
  return [formatEvidenceHeader(header), ...records.map(formatEvidenceLine)];
}
