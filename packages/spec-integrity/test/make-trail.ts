// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema, EventType } from "@chaukas/spec-common";
import {
  bytesFromHex,
  bytesToHex,
  type Checkpoint,
  commitEvent,
  createCompactRange,
  createNoteSigner,
  type ExportedRecord,
  formatExportHeader,
  formatExportLine,
  formatProofId,
  formatRecord,
  formatVerifierKey,
  genesisHash,
  leafHash,
  normalTimestamp,
  signCheckpoint,
} from "../src/index.ts";

export const trailOrigin = "audit.example.com/t/acme";
const trailSigner = createNoteSigner(trailOrigin, new Uint8Array(32).fill(7));
export const trailKey = formatVerifierKey(trailSigner);

/** Creates an event that is unique to an index. */
export function makeTrailEvent(index: number): Event {
  return create(EventSchema, {
    eventId: `e-${index}`,
    tenantId: "acme",
    sessionId: "s-1",
    type: EventType.INPUT_RECEIVED,
    timestamp: { seconds: 1_700_000_000n },
    content: { case: "message", value: { role: "user", text: `hello ${index}` } },
  });
}

/** Chains events to records of a log, as a server does. With another first hash, the result is not a valid log. */
export function makeTrail(events: readonly Event[], first = genesisHash): ExportedRecord[] {
  let hashPrev = first;
  return events.map((event, sequence) => {
    const key = new Uint8Array(32).fill(sequence);
    const serverTimestamp = create(TimestampSchema, { seconds: 1_700_000_100n, nanos: sequence * 1000 });
    const { commit, contentHash } = commitEvent(event, key);
    const time = normalTimestamp(serverTimestamp);
    const leaf = leafHash(formatRecord({ commit, eventId: event.eventId, hashPrev, sequence, time }));
    const set = { contentHash, hashPrev, serverTimestamp, wormProofId: formatProofId(trailOrigin, sequence) };
    hashPrev = leaf;
    return { sequence, event: { ...event, ...set }, opening: { key: bytesToHex(key) }, commit, leaf };
  });
}

/** Returns the checkpoint of the first `size` records of a trail. */
export function checkpointOf(trail: readonly ExportedRecord[], size: number): Checkpoint {
  const range = createCompactRange();
  for (const { leaf } of trail.slice(0, size)) {
    range.append(bytesFromHex(leaf));
  }
  return { origin: trailOrigin, size, root: range.root() };
}

/** Returns the checkpoint of {@link checkpointOf}, signed. */
export function signedCheckpointOf(trail: readonly ExportedRecord[], size: number): string {
  return signCheckpoint(checkpointOf(trail, size), trailSigner);
}

/** Returns the text of an export. */
export function exportOf(trail: readonly ExportedRecord[]): string {
  const header = formatExportHeader({ origin: trailOrigin, size: trail.length });
  return [header, ...trail.map(formatExportLine)].map((line) => `${line}\n`).join("");
}
