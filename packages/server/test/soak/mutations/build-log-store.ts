// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { toBinary } from "@bufbuild/protobuf";
import { type EventStore, type NewEvent, openStore } from "@chaukas/server";
import { type Event, EventSchema } from "@chaukas/spec-common";
import {
  bytesToHex,
  commitEvent,
  createNoteSigner,
  createSaltKey,
  formatOrigin,
  formatVerifierKey,
  redactEvent,
  signCheckpoint,
} from "@chaukas/spec-integrity";
import { createRedactionRecord } from "../../../dist/audit/redaction/redaction-record.js";
import { createSoakEvent } from "../lib/create-soak-event.ts";

/** A store to alter, and what a verifier has kept. */
export interface LogStore {
  /** Path of the file, or URL of the database. */
  readonly file: string;
  readonly tenantId: string;
  readonly origin: string;
  /** Verifier key as text. */
  readonly key: string;
  /** Signed checkpoint over all events. */
  readonly checkpoint: string;
  readonly size: number;
}

const batchSize = 500;
const tenantId = "acme";
const originHost = "audit.example.com";

/**
 * Fills a new store with a log of events, one or more of them redacted, and signs two checkpoints, the last one over all of
 * them. The records of redactions are among the events.
 */
export async function buildLogStore(file: string, events: number, redactions = 1): Promise<LogStore> {
  const store = await openStore(file, { integrity: true, originHost });
  const origin = formatOrigin(originHost, tenantId);
  const signer = createNoteSigner(origin, createSaltKey());
  const { log } = store;
  if (log === undefined) {
    throw new Error("store: expected one with a log");
  }
  try {
    // Fewer events than requested, since each redaction adds one that records it.
    const ingested = events - redactions;
    for (let from = 0; from < ingested; from += batchSize) {
      const count = Math.min(batchSize, ingested - from);
      await store.append(Array.from({ length: count }, (_, index) => makeEvent(from + index)));
      if (from === Math.floor(events / 2 / batchSize) * batchSize) {
        await sign();
      }
    }
    for (let index = 0; index < redactions; index++) {
      await redactOne(store, Math.floor(events / 3) + index);
    }
    const checkpoint = await sign();
    return { file, tenantId, origin, key: formatVerifierKey(signer), checkpoint, size: events };
  } finally {
    await store.close();
  }

  async function sign(): Promise<string> {
    const head = await (log as NonNullable<typeof log>).readHead(tenantId);
    const note = signCheckpoint({ origin, ...head }, signer);
    await (log as NonNullable<typeof log>).saveCheckpoint(tenantId, { ...head, note, signedMs: Date.now() });
    return note;
  }
}

function makeEvent(index: number): NewEvent {
  const event = createSoakEvent({ tenantId, index, variant: 0 });
  event.tags = [`tag-${index % 10}`, "soak"];
  event.agentId = `agent-${index % 4}`;
  event.spanId = `span-${index}`;
  event.traceId = `trace-${index % 100}`;
  return seal(event, 1_760_000_000_000 + index);
}

function seal(event: Event, receivedMs: number): NewEvent {
  const saltKey = createSaltKey();
  const { contentHash, commit } = commitEvent(event, saltKey);
  return {
    event,
    body: toBinary(EventSchema, event),
    receivedMs,
    seal: { contentHash: Buffer.from(contentHash, "hex"), saltKey, commit: Buffer.from(commit, "hex") },
  };
}

/** Redacts an event like the server, using only the store. */
async function redactOne({ log }: EventStore, sequence: number): Promise<void> {
  const [entry] = (await log?.readEntries(tenantId, { fromSequence: sequence, limit: 1 })) ?? [];
  if (log === undefined || entry?.opening.kind !== "salt_key") {
    throw new Error(`event ${sequence}: expected one that was not redacted`);
  }
  const opening = { key: bytesToHex(entry.opening.saltKey) };
  const method = { method: "drop" } as const;
  const redacted = redactEvent(entry.event, opening, ["/metadata", "/tags/0", "/agent_id"], method);
  const facts = { redacted, sequence, ordinal: 1, method, reason: "soak", requestedBy: "", by: {} };
  await log.redact(tenantId, {
    sequence,
    revision: 0,
    event: redacted.event,
    leaves: redacted.opening.leaves.map((leaf) =>
      "path" in leaf
        ? { kind: "open", path: leaf.path, value: "", salt: Buffer.from(leaf.salt, "hex") }
        : { kind: "redacted", digest: Buffer.from(leaf.digest, "hex") },
    ),
    record: createRedactionRecord(new Uint8Array(32), facts, 1_770_000_000_000),
  });
}
