// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  contentHash,
  type ExportedRecord,
  formatProofId,
  formatRecord,
  genesisHash,
  isIntegrityError,
  leafHash,
  normalTimestamp,
  openEvent,
} from "@chaukas/spec-integrity";
import { trailOrigin } from "../make-trail.ts";

/**
 * How much of what depends on a change a forger computes again:
 * - `nothing`;
 * - `content_hash`: that of each event that has one;
 * - `commitment`: also the commitments, as event and opening have them;
 * - `record`: also the leaves, while the records keep their places;
 * - `chain`: also `hash_prev` and sequences, as of a log that was written like that.
 */
export type Recomputation = "nothing" | "content_hash" | "commitment" | "record" | "chain";

/** All of them. */
export const recomputations: readonly Recomputation[] = ["nothing", "content_hash", "commitment", "record", "chain"];

/** Computes hashes of a changed trail again. What has none, such as an event without a normal form, stays as it is. */
export function recompute(records: readonly ExportedRecord[], how: Recomputation): readonly ExportedRecord[] {
  if (how === "nothing") {
    return records;
  }
  let hashPrev = genesisHash;
  return records.map((record, index) => {
    try {
      const next = recomputeRecord(how === "chain" ? relink(record, index, hashPrev) : record, how);
      hashPrev = next.leaf;
      return next;
    } catch (error) {
      if (isIntegrityError(error)) {
        return record;
      }
      throw error;
    }
  });
}

function relink(record: ExportedRecord, sequence: number, hashPrev: string): ExportedRecord {
  const set = { hashPrev, wormProofId: formatProofId(trailOrigin, sequence) };
  return { ...record, sequence, event: { ...record.event, ...set } };
}

function recomputeRecord(record: ExportedRecord, how: Recomputation): ExportedRecord {
  const { opening, sequence } = record;
  const event = { ...record.event, contentHash: "key" in opening ? contentHash(record.event) : "" };
  const opened = openEvent(event, opening);
  if (how === "content_hash" || !opened.valid) {
    return { ...record, event };
  }
  const { commit } = opened;
  const { eventId, hashPrev, serverTimestamp } = event;
  if (how === "commitment" || serverTimestamp === undefined) {
    return { ...record, event, commit };
  }
  const leaf = leafHash(formatRecord({ commit, eventId, hashPrev, sequence, time: normalTimestamp(serverTimestamp) }));
  return { ...record, event, commit, leaf };
}
