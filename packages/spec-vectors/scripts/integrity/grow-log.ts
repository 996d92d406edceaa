// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema, EventType, type RedactionRecordSchema } from "@chaukas/spec-common";
import {
  bytesFromHex,
  bytesToHex,
  commitEvent,
  createCompactRange,
  createNoteSigner,
  type EventOpening,
  type ExportedRecord,
  formatProofId,
  formatRecord,
  genesisHash,
  leafHash,
  normalTimestamp,
  type RedactionMethod,
  redactEvent,
  signCheckpoint,
} from "@chaukas/spec-integrity";
import { seedBytes } from "./seed-bytes.ts";

export const logOrigin = "audit.example.com/t/acme";
export const logSigner = createNoteSigner(logOrigin, seedBytes("key of the log"));

type RecordMembers = MessageInitShape<typeof RedactionRecordSchema>;

/** A redaction of the event with a sequence. */
export interface RedactionStep {
  readonly redact: number;
  readonly places: readonly string[];
  readonly method: RedactionMethod;
  /** Changes what the server writes into the record, as no server should. */
  readonly falsify?: (record: RecordMembers) => RecordMembers;
}

/** A step of a log: an event that was sent, or a redaction, which appends its record. */
export type LogStep = Event | RedactionStep;

/** What one redaction changed. */
export interface RedactionTrace {
  readonly step: RedactionStep;
  readonly before: ExportedRecord;
  readonly after: ExportedRecord;
  /** Event with the redaction record. */
  readonly record: ExportedRecord;
}

/** A log as a server keeps it after the last step. */
export interface GrownLog {
  readonly records: readonly ExportedRecord[];
  readonly redactions: readonly RedactionTrace[];
}

/** Performs steps in order, as a server does. With another first hash, the result is not a valid log. */
export function growLog(steps: readonly LogStep[], genesis = genesisHash): GrownLog {
  const records: ExportedRecord[] = [];
  const redactions: RedactionTrace[] = [];
  const append = (event: Event): ExportedRecord => {
    const record = sealEvent(event, records.length, records.at(-1)?.leaf ?? genesis);
    records.push(record);
    return record;
  };
  for (const step of steps) {
    if (!("redact" in step)) {
      append(step);
      continue;
    }
    const { redact, places, method, falsify = (record) => record } = step;
    const before = records[redact] as ExportedRecord;
    const ordinal = redactions.filter((known) => known.step.redact === redact).length + 1;
    const { event, opening, ...facts } = redactEvent(before.event, before.opening, places, method);
    const after = { ...before, event, opening };
    records[redact] = after;
    const content = falsify({
      eventId: event.eventId,
      sequence: BigInt(redact),
      ordinal,
      fields: [...facts.fields],
      method: method.method,
      saltId: method.method === "hash" ? method.saltId : "",
      erased: facts.erased.map(BigInt),
      shownHash: facts.shownHash,
      reason: "Erasure under article 17 of the GDPR.",
      requestedBy: "dpo@acme.example",
      keyId: "key-1",
    });
    redactions.push({ step, before, after, record: append(recordOf(event, records.length, content)) });
  }
  return { records, redactions };
}

function recordOf({ tenantId, projectId, sessionId }: Event, sequence: number, content: RecordMembers): Event {
  return create(EventSchema, {
    eventId: `redaction-${sequence}`,
    tenantId,
    projectId,
    sessionId,
    type: EventType.SYSTEM,
    timestamp: { seconds: BigInt(1_767_323_045 + sequence) },
    content: { case: "redactionRecord", value: content },
  });
}

/** Makes the record of an event that the server accepts with a sequence. */
export function sealEvent(event: Event, sequence: number, hashPrev: string): ExportedRecord {
  const key = seedBytes(`salt key ${sequence}`);
  const serverTimestamp = create(TimestampSchema, { seconds: BigInt(1_767_323_045 + sequence) });
  const { commit, contentHash } = commitEvent(event, key);
  const time = normalTimestamp(serverTimestamp);
  const leaf = leafHash(formatRecord({ commit, eventId: event.eventId, hashPrev, sequence, time }));
  const set = { contentHash, hashPrev, serverTimestamp, wormProofId: formatProofId(logOrigin, sequence) };
  const opening: EventOpening = { key: bytesToHex(key) };
  return { sequence, event: { ...event, ...set }, opening, commit, leaf };
}

/** Signs the checkpoint of the first `size` records. */
export function signRecords(records: readonly ExportedRecord[], size = records.length): string {
  const range = createCompactRange();
  for (const { leaf } of records.slice(0, size)) {
    range.append(bytesFromHex(leaf));
  }
  return signCheckpoint({ origin: logOrigin, size, root: range.root() }, logSigner);
}
