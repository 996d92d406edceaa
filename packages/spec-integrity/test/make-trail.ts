// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema, EventType, type RedactionRecordSchema } from "@chaukas/spec-common";
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
  openEvent,
  type RedactionMethod,
  redactEvent,
  signCheckpoint,
} from "@chaukas/spec-integrity";

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
  return events.reduce((trail: ExportedRecord[], event) => appendEvent(trail, event, first), []);
}

/** Returns a trail with one more event. */
export function appendEvent(trail: readonly ExportedRecord[], event: Event, first = genesisHash): ExportedRecord[] {
  const sequence = trail.length;
  const key = new Uint8Array(32).fill(sequence);
  const { contentHash } = commitEvent(event, key);
  const serverTimestamp = create(TimestampSchema, { seconds: 1_700_000_100n, nanos: sequence * 1000 });
  const hashPrev = trail.at(-1)?.leaf ?? first;
  const set = { contentHash, hashPrev, serverTimestamp, wormProofId: formatProofId(trailOrigin, sequence) };
  return [...trail, bindRecord({ sequence, event: { ...event, ...set }, opening: { key: bytesToHex(key) } })];
}

/** Computes the commitment of a record and its leaf from everything else in it. Throws if the opening does not fit. */
function bindRecord({ sequence, event, opening }: Omit<ExportedRecord, "commit" | "leaf">): ExportedRecord {
  const opened = openEvent(event, opening);
  if (!opened.valid || event.serverTimestamp === undefined) {
    throw new Error(`record ${sequence}: expected one that can be bound, got ${JSON.stringify(opened)}`);
  }
  const { commit } = opened;
  const { eventId, hashPrev, serverTimestamp } = event;
  const leaf = leafHash(formatRecord({ commit, eventId, hashPrev, sequence, time: normalTimestamp(serverTimestamp) }));
  return { sequence, event, opening, commit, leaf };
}

/** Redacts an event of a trail, and appends the record of the redaction, as a server does. */
export function redactTrail(
  trail: readonly ExportedRecord[],
  sequence: number,
  places: readonly string[],
  method: RedactionMethod = { method: "drop" },
): ExportedRecord[] {
  const record = trail[sequence] ?? expectRecord(sequence);
  const { event, opening, fields, erased, shownHash } = redactEvent(record.event, record.opening, places, method);
  const redacted = trail.map((other) => (other === record ? { ...record, event, opening } : other));
  const isAbout = ({ event: { content } }: ExportedRecord) =>
    content.case === "redactionRecord" && content.value.sequence === BigInt(sequence);
  return appendEvent(
    redacted,
    makeRedactionRecord(trail.length, event, {
      sequence: BigInt(sequence),
      ordinal: trail.filter(isAbout).length + 1,
      fields: [...fields],
      method: method.method,
      saltId: method.method === "hash" ? method.saltId : "",
      erased: erased.map(BigInt),
      shownHash,
    }),
  );
}

/** Creates the event that records a redaction of another event. */
export function makeRedactionRecord(
  index: number,
  { eventId, sessionId }: Event,
  members: MessageInitShape<typeof RedactionRecordSchema>,
): Event {
  return create(EventSchema, {
    eventId: `r-${index}`,
    tenantId: "acme",
    sessionId,
    type: EventType.SYSTEM,
    timestamp: { seconds: 1_700_000_000n },
    content: { case: "redactionRecord", value: { eventId, reason: "erasure request", ...members } as never },
  });
}

function expectRecord(sequence: number): never {
  throw new Error(`trail: expected a record ${sequence}, got none`);
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
