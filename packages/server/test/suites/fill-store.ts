// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { EventType, Severity } from "@chaukas/spec-common";
import { createNoteSigner, formatOrigin, formatVerifierKey, signCheckpoint } from "@chaukas/spec-integrity";
import type { EventLog, LogEntry } from "../../src/store/contract/event-log.js";
import type { EventStore } from "../../src/store/contract/event-store.js";
import type { NewEvent } from "../../src/store/contract/new-event.js";
import { makeNewEvent } from "../events/make-new-event.js";
import { makeRedaction } from "../events/make-redaction.js";

/** Describes the content of a filled store. */
export interface Filling {
  /** Number of events of all tenants. */
  readonly events: number;
  /** Verifier key of the log of `acme`, as text. Empty for a store without a log. */
  readonly key: string;
}

/** Enough for a full tile, and for more than one page of every reader. */
const acmeEvents = 520;
const otherEvents = 20;

/**
 * Fills a store with events of three tenants, with values in every column. If the store keeps a log, redacts events of
 * `acme`, one of them twice, and signs checkpoints of its log, one of them at the end of a page of 500.
 */
export async function fillStore(store: EventStore): Promise<Filling> {
  const { log } = store;
  const signer = log && createNoteSigner(formatOrigin(log.originHost, "acme"), new Uint8Array(32).fill(7));
  const sign = async () => {
    if (log !== undefined && signer !== undefined) {
      const head = await log.readHead("acme");
      const note = signCheckpoint({ origin: signer.name, ...head }, signer);
      await log.saveCheckpoint("acme", { ...head, note, signedMs: 1_760_000_000_000 });
    }
  };
  const acme = makeEvents("acme", acmeEvents);
  await store.append(acme.slice(0, 500));
  await sign();
  await store.append(acme.slice(500));
  await store.append([...makeEvents("globex", otherEvents), ...makeEvents("ac\u0000me", otherEvents)]);
  const events = acmeEvents + 2 * otherEvents;
  if (log === undefined || signer === undefined) {
    return { events, key: "" };
  }
  await redact(log, 7, "/message/text");
  await redact(log, 7, "/metadata/kept", "/tags/0");
  await redact(log, 300, "/message/text", "/agent_id", "/tags");
  await sign();
  return { events: events + 3, key: formatVerifierKey(signer) };
}

function makeEvents(tenantId: string, count: number): NewEvent[] {
  return Array.from({ length: count }, (_, index) =>
    makeNewEvent(
      {
        tenantId,
        eventId: `e-${index}`,
        projectId: `project-${index % 3}`,
        sessionId: `session-${index % 7}`,
        agentId: `agent-${index % 4}`,
        spanId: `span-${index}`,
        traceId: `trace-${index % 50}`,
        type: index % 2 === 0 ? EventType.INPUT_RECEIVED : EventType.OUTPUT_EMITTED,
        severity: index % 5 === 0 ? Severity.WARN : Severity.INFO,
        timestamp: create(TimestampSchema, { seconds: 1_750_000_000n + BigInt(index), nanos: index }),
        tags: ["all", `tag-${index % 10}`],
        content: { case: "message", value: { role: "user", text: `words of number ${index}` } },
        metadata: { kept: "here" },
        cost: { currency: "USD", totalCost: index / 10 },
      },
      1_760_000_000_000 + index,
    ),
  );
}

async function redact(log: EventLog, sequence: number, ...places: string[]): Promise<void> {
  const [entry] = await log.readEntries("acme", { fromSequence: sequence, limit: 1 });
  await log.redact("acme", makeRedaction(entry as LogEntry, places));
}
