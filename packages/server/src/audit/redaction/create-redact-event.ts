// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { clone } from "@bufbuild/protobuf";
import { type Event, EventSchema } from "@chaukas/spec-common";
import {
  bytesFromHex,
  bytesToHex,
  type LeafOpening,
  leafPathToPointer,
  listLeaves,
  openEvent,
  type RedactedEvent,
  redactEvent,
} from "@chaukas/spec-integrity";
import { Code, ConnectError } from "@connectrpc/connect";
import type { EventLog, EventRedaction, LogEntry, LogLeaf } from "../../store/contract/event-log.js";
import type { NewEvent } from "../../store/contract/new-event.js";
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

/** A redacted event, and the event that records the redaction. */
interface RedactionOutcome {
  readonly event: Event;
  readonly recordSequence: number;
  readonly recordEventId: string;
  /** False if all places were already redacted. */
  readonly changed: boolean;
}

/**
 * Redacts one event, which `check` may refuse by throwing. Throws `not_found` for an event that does not exist, and
 * `invalid_argument` for places that cannot be redacted.
 */
export type RedactEvent = (redaction: Redaction, check?: (event: Event) => void) => Promise<RedactionOutcome>;

/** Dependencies of {@link createRedactEvent}. */
export interface RedactionParts {
  readonly log: EventLog;
  readonly signingKey: SigningKey;
  /** Reads the secret of the store, from which the ids of records are derived. */
  readonly secret: () => Promise<Uint8Array>;
  readonly now: () => number;
}

/** An attempt fails only if another redaction of the same event was faster. */
const maxAttempts = 8;

/** Creates the function that redacts events. When it resolves, the redacted values are no longer in the store. */
export function createRedactEvent(parts: RedactionParts): RedactEvent {
  return async (redaction, check) => {
    const { tenantId, eventId, places } = redaction;
    const secret = await parts.secret();
    for (let attempt = 1; ; attempt++) {
      const entry = await findEntry(parts.log, tenantId, { eventId });
      check?.(entry.event);
      if (isRedactionRecord(entry.event)) {
        const problem =
          "event_id: expected an event other than a redaction record, which is permanent, got a redaction record";
        throw new ConnectError(problem, Code.InvalidArgument);
      }
      const open = openPlaces(entry, places);
      if (open.length === 0) {
        // An interrupted redaction may have left values behind.
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
  /** Places with values that are not redacted yet. */
  readonly open: readonly string[];
  readonly secret: Uint8Array;
  readonly isLast: boolean;
}

/** Redacts the open places of an entry. Returns undefined if the event was redacted in the meantime. */
async function redactOpen(
  { log, signingKey, now }: RedactionParts,
  { tenantId, method: name, reason, requestedBy, by }: Redaction,
  { entry, open, secret, isLast }: OpenRedaction,
): Promise<RedactionOutcome | undefined> {
  const { event, sequence, revision } = entry;
  const method = createRedactionMethod(name, tenantId, signingKey);
  const prepared = redactEvent(event, toOpening(entry.opening), open, method);
  requireVerifiable(entry, prepared);
  const facts = { redacted: prepared, sequence, ordinal: revision + 1, method, reason, requestedBy, by };
  const record = createRedactionRecord(secret, facts, now());
  let recordSequence: number;
  try {
    ({ recordSequence } = await log.redact(tenantId, toEventRedaction(entry, prepared, record)));
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

/**
 * Throws unless the redacted event still verifies. What a redaction destroys cannot be restored, so this is certain
 * before anything is written.
 */
function requireVerifiable(
  { commit, event: { eventId } }: LogEntry,
  { event, opening, ...facts }: RedactedEvent,
): void {
  const opened = openEvent(event, opening);
  const isSame =
    opened.valid && opened.commit === bytesToHex(commit) && opened.redaction?.shownHash === facts.shownHash;
  if (!isSame || facts.fields.some((place) => !opened.redaction?.places.includes(place))) {
    throw new Error(`event ${eventId}: expected a redaction that verifies, got one that does not`);
  }
}

/** Returns a redaction as the store expects it. */
function toEventRedaction(entry: LogEntry, redacted: RedactedEvent, record: NewEvent): EventRedaction {
  const sourceRedaction = entry.opening.kind === "leaves" ? entry.opening.sourceRedaction : entry.event.redaction;
  return {
    sequence: entry.sequence,
    revision: entry.revision,
    event: withoutServerFields(redacted.event),
    // After a redaction, a salt key can no longer open the entry; its leaves do.
    leaves: toLogLeaves(redacted.event, redacted.opening),
    ...(sourceRedaction && { sourceRedaction }),
    record,
  };
}

function toLogLeaves(event: Event, { leaves }: LeafOpening): LogLeaf[] {
  const values = new Map(listLeaves(event).map(({ path, value }) => [JSON.stringify(path), value]));
  return leaves.map((leaf): LogLeaf => {
    if ("digest" in leaf) {
      return { kind: "redacted", digest: bytesFromHex(leaf.digest) };
    }
    const value = values.get(JSON.stringify(leaf.path));
    if (value === undefined) {
      throw new Error(
        `${leafPathToPointer(leaf.path)}: expected a value that the redaction does not change, found none`,
      );
    }
    return { kind: "open", path: leaf.path, value, salt: bytesFromHex(leaf.salt) };
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
