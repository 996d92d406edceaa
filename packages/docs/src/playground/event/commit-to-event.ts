// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import {
  bytesFromHex,
  commitEvent,
  deriveSalts,
  digestLeaf,
  formatRecord,
  genesisHash,
  isIntegrityError,
  leafHash,
  leafPathToPointer,
  listLeaves,
  normalForm,
  normalTimestamp,
  parseProofId,
} from "@chaukas/spec-integrity";
import type { Problem } from "../input/read-events.ts";

/** A value of an event that can be erased on its own. */
interface CommittedLeaf {
  readonly pointer: string;
  readonly value: string;
  readonly salt: string;
  readonly digest: string;
}

/** What a log computes from an event (chaukas-integrity/1). All hashes are in lower-case hex. */
export interface Committed {
  readonly normalForm: string;
  readonly contentHash: string;
  readonly leaves: readonly CommittedLeaf[];
  readonly commit: string;
  /** The record of the log, as canonical JSON. */
  readonly record: string;
  readonly leaf: string;
}

/** A place of an event in a log. */
type LogPlace = Pick<Parameters<typeof formatRecord>[0], "sequence" | "hashPrev" | "time">;

/**
 * Computes what a log does for an event under a salt key, of 64 hex digits. The leaf is that of the place in the log which
 * the event names, or else of the first one. Returns a problem for what a log would refuse.
 */
export function commitToEvent(event: Event, saltKey: string): Committed | Problem {
  try {
    const key = bytesFromHex(saltKey.trim().toLowerCase());
    const { contentHash, commit } = commitEvent(event, key);
    const leaves = listLeaves(event);
    const salts = deriveSalts(key, leaves.length);
    const record = formatRecord({ commit, eventId: event.eventId, ...placeOf(event) });
    return {
      normalForm: normalForm(event),
      contentHash,
      leaves: leaves.map((leaf, index) => {
        const salt = salts[index] ?? "";
        return { pointer: leafPathToPointer(leaf.path), value: leaf.value, salt, digest: digestLeaf(salt, leaf) };
      }),
      commit,
      record,
      leaf: leafHash(record),
    };
  } catch (error) {
    if (isIntegrityError(error)) {
      return { path: error.path, message: error.message };
    }
    throw error;
  }
}

/** Returns the place in a log that an event names, or else the first one, at the time of the event. */
function placeOf({ wormProofId, hashPrev, serverTimestamp, timestamp }: Event): LogPlace {
  const { sequence } = wormProofId === "" ? { sequence: 0 } : parseProofId(wormProofId);
  const time = normalTimestamp(serverTimestamp ?? timestamp ?? { seconds: 0n, nanos: 0 });
  return { sequence, hashPrev: hashPrev === "" ? genesisHash : hashPrev, time };
}
