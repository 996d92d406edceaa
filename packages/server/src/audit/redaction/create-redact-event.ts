// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { bytesFromHex, type LeafOpening, listLeaves, type RedactionMethod, redactEvent } from "@chaukas/spec-integrity";
import { Code, ConnectError } from "@connectrpc/connect";
import type { EventLog, EventRedaction, LogEntry, LogLeaf } from "../../store/contract/event-log.js";
import { isStoreError } from "../../store/contract/store-error.js";
import { toOpening } from "../../store/records/commitment.js";
import type { SigningKey } from "../checkpoints/signing-key.js";
import { findEntry } from "../proofs/log-entries.js";
import { openPlaces } from "./open-places.js";
import { createRedactionMethod, type RedactionMethodName } from "./redaction-method.js";
import { createRedactionRecord, findRedactionRecord, isRedactionRecord, type Redactor } from "./redaction-record.js";

/** What to redact, and why. */
interface Redaction {
  readonly tenantId: string;
  readonly eventId: string;
  readonly places: readonly string[];
  readonly method: RedactionMethodName;
  readonly reason: string;
  readonly requestedBy: string;
  readonly by: Redactor;
}

/** An event after redaction, with what records it. */
interface RedactionOutcome {
  readonly event: Event;
  readonly recordSequence: number;
  readonly recordEventId: string;
  /** False when all of it was redacted before. */
  readonly changed: boolean;
}

/**
 * Redacts one event. `check` may refuse it. Throws `not_found` for an event that there is not, and `invalid_argument`
 * for places that cannot be redacted.
 */
export type RedactEvent = (redaction: Redaction, check?: (event: Event) => void) => Promise<RedactionOutcome>;

/** What {@link createRedactEvent} works with. */
export interface RedactionParts {
  readonly log: EventLog;
  readonly signingKey: SigningKey;
  /** Secret of the store. */
  readonly secret: () => Promise<Uint8Array>;
  readonly now: () => number;
}

/** Each time that a redaction comes too late, another one has gone before it. */
const maxAttempts = 8;

/** Creates what redacts events. When it resolves, nothing of what was redacted is left in the store. */
export function createRedactEvent(parts: RedactionParts): RedactEvent {
  return async (redaction, check) => {
    const { tenantId, eventId, places } = redaction;
    const secret = await parts.secret();
    for (let attempt = 1; ; attempt++) {
      const entry = await findEntry(parts.log, tenantId, { eventId });
      check?.(entry.event);
      if (isRedactionRecord(secret, entry.event)) {
        const problem = "event_id: expected an event that records no redaction, since it is kept for ever, got one";
        throw new ConnectError(problem, Code.InvalidArgument);
      }
      const open = openPlaces(entry, places);
      if (open.length === 0) {
        // A redaction that was cut short may have left something behind.
        await parts.log.purge();
        const { sequence, event: record } = await findRedactionRecord(parts.log, secret, entry, places);
        return { event: entry.event, recordSequence: sequence, recordEventId: record.eventId, changed: false };
      }
      const outcome = await redactOpen(parts, redaction, { entry, open, secret, isLast: attempt === maxAttempts });
      if (outcome !== undefined) {
        return outcome;
      }
    }
  };
}

interface OpenRedaction {
  readonly entry: LogEntry;
  /** Places that hold values which are not redacted yet. */
  readonly open: readonly string[];
  readonly secret: Uint8Array;
  readonly isLast: boolean;
}

/** Undefined when the event was redacted meanwhile. */
async function redactOpen(
  { log, signingKey, now }: RedactionParts,
  { tenantId, method: name, reason, requestedBy, by }: Redaction,
  { entry, open, secret, isLast }: OpenRedaction,
): Promise<RedactionOutcome | undefined> {
  const { event, sequence, revision } = entry;
  const method = createRedactionMethod(name, tenantId, signingKey);
  const facts = { event, sequence, ordinal: revision + 1, places: open, method, reason, requestedBy, by };
  const record = createRedactionRecord(secret, facts, now());
  const prepared = prepareRedaction(entry, open, method);
  let recordSequence: number;
  try {
    ({ recordSequence } = await log.redact(tenantId, { ...prepared, record }));
  } catch (error) {
    if (isStoreError(error) && error.code === "conflict" && !isLast) {
      return undefined;
    }
    throw error;
  }
  await log.purge();
  const redacted = await findEntry(log, tenantId, { eventId: event.eventId });
  return { event: redacted.event, recordSequence, recordEventId: record.event.eventId, changed: true };
}

/** What becomes of an entry whose event is redacted at places that all hold values. */
function prepareRedaction(
  entry: LogEntry,
  places: readonly string[],
  method: RedactionMethod,
): Omit<EventRedaction, "record"> {
  const redacted = redactEvent(entry.event, toOpening(entry.opening), places, method);
  const sourceRedaction = entry.opening.kind === "leaves" ? entry.opening.sourceRedaction : entry.event.redaction;
  return {
    sequence: entry.sequence,
    revision: entry.revision,
    event: withoutServerFields(redacted.event),
    // Something was redacted, so that it cannot be opened by a key.
    leaves: toLogLeaves(redacted.event, redacted.opening as LeafOpening),
    ...(sourceRedaction && { sourceRedaction }),
  };
}

function toLogLeaves(event: Event, { leaves }: LeafOpening): LogLeaf[] {
  const values = new Map(listLeaves(event).map(({ pointer, value }) => [pointer, value]));
  return leaves.map((leaf): LogLeaf => {
    if ("digest" in leaf) {
      return { kind: "redacted", digest: bytesFromHex(leaf.digest) };
    }
    const value = values.get(leaf.pointer);
    if (value === undefined) {
      throw new Error(`${leaf.pointer}: expected a value that the redaction leaves as it is, found none`);
    }
    return { kind: "open", pointer: leaf.pointer, value, salt: bytesFromHex(leaf.salt) };
  });
}

function withoutServerFields(event: Event): Event {
  const copy = clone(EventSchema, event);
  copy.hashPrev = "";
  copy.contentHash = "";
  copy.wormProofId = "";
  delete copy.serverTimestamp;
  return copy;
}
