// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone, create } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema } from "@chaukas/spec-common";
import {
  bytesFromHex,
  bytesToHex,
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
  redactAtSource,
  redactEvent,
  signCheckpoint,
} from "@chaukas/spec-integrity";
import { seedBytes } from "./seed-bytes.ts";

const origin = "audit.example.com/t/acme";
const size = 6;

/** Creates consistent and forged exports of a log, and a checkpoint of the log. */
export function makeTrails() {
  const log = makeLog(makeEvents());
  const signer = createNoteSigner(origin, seedBytes("key of the log"));
  const root = rootOf(log);
  const checkpoint = signCheckpoint({ origin, size, root }, signer);
  const print = (records: readonly ExportedRecord[]) =>
    [formatExportHeader({ origin, size: records.length }), ...records.map(formatExportLine)]
      .map((line) => `${line}\n`)
      .join("");
  const cases: [string, readonly ExportedRecord[], { code: string; sequence?: number }?][] = [
    ["as it was written", log],
    ["one value redacted after ingest", redact(log, 2, "/message/text")],
    ["a redaction at the source and one after ingest", redact(log, 3, "/metadata/phone")],
    ["all that is redactable redacted", redact(redact(log, 2, "/message"), 2, "/metadata")],
    [
      "tampered value",
      alter(log, 2, (event) => Object.assign(event.content.value ?? {}, { text: "x" })),
      { code: "wrong_content_hash", sequence: 2 },
    ],
    [
      "tampered value beside a redacted one",
      alter(redact(log, 2, "/message/text"), 2, (event) => Object.assign(event, { metadata: { phone: "2" } })),
      { code: "wrong_commitment", sequence: 2 },
    ],
    [
      "value slipped into a redacted event",
      alter(redact(log, 2, "/message/text"), 2, (event) => Object.assign(event.metadata ?? {}, { forged: 1 })),
      { code: "wrong_commitment", sequence: 2 },
    ],
    [
      "tampered hash_prev",
      alter(log, 2, (event) => Object.assign(event, { hashPrev: genesisHash })),
      { code: "wrong_leaf", sequence: 2 },
    ],
    [
      "tampered server_timestamp",
      alter(log, 2, (event) => Object.assign(event, { serverTimestamp: create(TimestampSchema) })),
      { code: "wrong_leaf", sequence: 2 },
    ],
    ["reordered", log.toSpliced(1, 2, ...log.slice(1, 3).reverse()), { code: "wrong_sequence", sequence: 1 }],
    ["deleted", log.toSpliced(3, 1), { code: "wrong_sequence", sequence: 3 }],
    ["inserted", log.toSpliced(3, 0, log[2] as ExportedRecord), { code: "wrong_sequence", sequence: 3 }],
    ["truncated", log.slice(0, -1), { code: "truncated" }],
    ["wrong genesis", makeLog(makeEvents(), "0".repeat(64)), { code: "wrong_hash_prev", sequence: 0 }],
    ["chained anew after a change", makeLog(makeEvents().with(1, makeEvent(9))), { code: "wrong_root", sequence: 5 }],
    [
      "another tenant",
      alter(log, 4, (event) => Object.assign(event, { tenantId: "other" })),
      { code: "wrong_tenant", sequence: 4 },
    ],
    [
      "worm_proof_id of another origin",
      alter(log, 4, (event) => Object.assign(event, { wormProofId: formatProofId("example.org/t/acme", 4) })),
      { code: "wrong_server_field", sequence: 4 },
    ],
  ];
  const trails = cases.map(([summary, records, fault]) => ({
    summary,
    valid: fault === undefined,
    ...fault,
    export: print(records),
  }));
  return { origin, verifier_key: formatVerifierKey(signer), checkpoint, size, root: bytesToHex(root), trails };
}

function makeEvents(): Event[] {
  return Array.from({ length: size }, (_, index) =>
    index === 3 ? redactAtSource(makeEvent(index), ["/message/text"], { method: "mask" }) : makeEvent(index),
  );
}

function makeEvent(index: number): Event {
  return create(EventSchema, {
    eventId: `event-${index}`,
    tenantId: "acme",
    sessionId: "session-1",
    type: 30,
    timestamp: { seconds: 1_767_323_040n, nanos: index * 1_000_000 },
    content: { case: "message", value: { role: "user", text: `This is message ${index}.` } },
    metadata: { phone: "+49 30 1234567", channel: { name: "web" } },
  });
}

function makeLog(events: readonly Event[], genesis = genesisHash): ExportedRecord[] {
  let hashPrev = genesis;
  return events.map((event, sequence) => {
    const key = seedBytes(`salt key ${sequence}`);
    const serverTimestamp = create(TimestampSchema, { seconds: BigInt(1_767_323_045 + sequence) });
    const { commit, contentHash } = commitEvent(event, key);
    const time = normalTimestamp(serverTimestamp);
    const leaf = leafHash(formatRecord({ commit, eventId: event.eventId, hashPrev, sequence, time }));
    const set = { contentHash, hashPrev, serverTimestamp, wormProofId: formatProofId(origin, sequence) };
    hashPrev = leaf;
    return { sequence, event: { ...event, ...set }, opening: { key: bytesToHex(key) }, commit, leaf };
  });
}

function rootOf(log: readonly ExportedRecord[]): Uint8Array {
  const range = createCompactRange();
  for (const { leaf } of log) {
    range.append(bytesFromHex(leaf));
  }
  return range.root();
}

function redact(log: readonly ExportedRecord[], index: number, place: string): ExportedRecord[] {
  return log.map((record) =>
    record.sequence === index
      ? { ...record, ...redactEvent(record.event, record.opening, [place], { method: "drop" }) }
      : record,
  );
}

function alter(log: readonly ExportedRecord[], index: number, change: (event: Event) => void): ExportedRecord[] {
  return log.map((record) => {
    if (record.sequence !== index) {
      return record;
    }
    const event = clone(EventSchema, record.event);
    change(event);
    return { ...record, event };
  });
}
