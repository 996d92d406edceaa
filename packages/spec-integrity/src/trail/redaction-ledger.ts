// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RedactionRecord } from "@chaukas/spec-common";
import type { ShownRedaction } from "../commitment/opening.js";
import type { RecordFault } from "./check-record.js";
import type { ExportedRecord } from "./export-format.js";
import type { SequenceRange } from "./sequence-order.js";

/** What a verifier keeps of a redacted event until the records of its redactions have come (§6). */
export interface PendingRedaction extends ShownRedaction {
  readonly sequence: number;
  readonly eventId: string;
  /** Number of records about the event so far. */
  readonly records: number;
  /** Places that the records name, in order. */
  readonly recordedPlaces: readonly string[];
  /** Indexes of the leaves that are erased by the last record. */
  readonly recordedErased: readonly number[];
  /** `shown_hash` of the last record. Empty before the first. */
  readonly recordedHash: string;
  /** Sequence of the last record. Absent before the first. */
  readonly recordedAt?: number;
  /** Whether a record vouched for what the event showed when it was read, whatever later ones say. */
  readonly isSettled?: boolean;
}

/** Compares what redacted events show with the records of their redactions, which come later in the log (§6). */
export interface RedactionLedger {
  /** Number of redacted events. */
  readonly size: number;
  /** Notes a redacted event. */
  addEvent(sequence: number, eventId: string, redaction: ShownRedaction): void;
  /** Notes records that are missing, or known to be altered, so that records about them are not reported as well. */
  ignore(range: SequenceRange): void;
  /**
   * Notes that the log has grown since the events below `size` were read. A record that follows may be about a redaction
   * of such an event after that, and then says nothing against what the event showed.
   */
  readOn(size: number): void;
  /** Notes the record with the given sequence. Returns what is wrong with it, if anything. */
  addRecord(sequence: number, record: RedactionRecord): string | undefined;
  /** Returns the redacted events that no record vouches for, in order, with what is wrong. */
  findUnconfirmed(size: number): readonly UnconfirmedRedaction[];
  /** Returns the redacted events among the first `size` whose last record is not among them, in order. */
  findRecordedAfter(size: number): readonly PendingRedaction[];
  /** Returns the state from which another ledger can continue. */
  state(): readonly PendingRedaction[];
}

/** A redacted event that shows something for which no record vouches. */
interface UnconfirmedRedaction {
  readonly sequence: number;
  readonly eventId: string;
  readonly message: string;
  /** Whether a redaction that is recorded later in the log can explain it: what the known records say still holds. */
  readonly mayBeLater: boolean;
}

/** Maximum number of ranges to remember of records that say nothing. Beyond it, fewer faults are reported. */
const maxIgnored = 1000;

/** Creates a ledger. It keeps one entry for each redacted event. */
export function createRedactionLedger(start: readonly PendingRedaction[] = []): RedactionLedger {
  const pending = new Map(start.map((redaction) => [redaction.sequence, redaction]));
  const ignored: SequenceRange[] = [];
  let readBefore = 0;
  return {
    get size() {
      return pending.size;
    },
    addEvent(sequence, eventId, redaction) {
      const none = { records: 0, recordedPlaces: [], recordedErased: [], recordedHash: "" };
      pending.set(sequence, { sequence, eventId, ...redaction, ...none });
    },
    ignore(range) {
      const last = ignored.at(-1);
      if (last?.end === range.start) {
        ignored[ignored.length - 1] = { start: last.start, end: range.end };
      } else if (ignored.length < maxIgnored) {
        ignored.push(range);
      }
    },
    readOn(size) {
      readBefore = size;
      for (const [sequence, known] of pending) {
        pending.set(sequence, { ...known, isSettled: isConfirmed(known) });
      }
    },
    addRecord(recordSequence, record) {
      const sequence = Number(record.sequence);
      if (sequence >= recordSequence) {
        return `redaction_record.sequence: expected a sequence below ${recordSequence}, got ${record.sequence}`;
      }
      const known = pending.get(sequence);
      if (known === undefined) {
        return isIgnored(sequence) || (sequence >= 0 && sequence < readBefore)
          ? undefined
          : `redaction_record.sequence: expected a redacted event, got ${sequence}, which shows all that was recorded`;
      }
      const problem = findProblem(known, record);
      if (problem !== undefined) {
        return problem;
      }
      const next = {
        ...known,
        records: known.records + 1,
        // One more than the event has is enough to tell that they differ, and bounds what a record can add.
        recordedPlaces: unite(known.recordedPlaces, record.fields).slice(0, known.places.length + 1),
        recordedErased: record.erased.slice(0, known.erased.length + 1).map(Number),
        recordedHash: record.shownHash,
        recordedAt: recordSequence,
      };
      pending.set(sequence, sequence < readBefore ? { ...next, isSettled: isConfirmed(next) } : next);
      return undefined;
    },
    findUnconfirmed: (size) => [...pending.values()].sort(bySequence).flatMap((known) => findUnconfirmed(known, size)),
    findRecordedAfter: (size) =>
      [...pending.values()]
        .filter(({ sequence, recordedAt = 0 }) => sequence < size && recordedAt >= size)
        .sort(bySequence),
    state: () => [...pending.values()],
  };

  function isIgnored(sequence: number): boolean {
    return ignored.length === maxIgnored || ignored.some(({ start, end }) => start <= sequence && sequence < end);
  }
}

function unite(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}

function bySequence(a: PendingRedaction, b: PendingRedaction): number {
  return a.sequence - b.sequence;
}

/** Returns what is wrong with a record about an event, given the earlier ones. */
function findProblem(known: PendingRedaction, record: RedactionRecord): string | undefined {
  const { eventId, ordinal } = record;
  if (eventId !== known.eventId) {
    const expected = `expected ${JSON.stringify(known.eventId)}, which has the sequence ${known.sequence}`;
    return `redaction_record.event_id: ${expected}, got ${JSON.stringify(eventId)}`;
  }
  if (ordinal !== known.records + 1) {
    return `redaction_record.ordinal: expected ${known.records + 1}, got ${ordinal}`;
  }
  const erased = record.erased.map(Number);
  const isAscending = erased.every((index, place) => place === 0 || index > (erased[place - 1] as number));
  if (!isAscending || !includesAll(erased, known.recordedErased)) {
    return "redaction_record.erased: expected ascending indexes with all of the redaction before, got others";
  }
  return undefined;
}

/** Returns whether the records about an event vouch for what it shows. */
function isConfirmed({ isSettled = false, ...known }: PendingRedaction): boolean {
  return (
    isSettled ||
    (known.recordedHash === known.shownHash &&
      isSameList(known.recordedErased, known.erased) &&
      isSameList(known.recordedPlaces, known.places))
  );
}

function findUnconfirmed(known: PendingRedaction, size: number): UnconfirmedRedaction[] {
  if (isConfirmed(known)) {
    return [];
  }
  const { sequence, eventId, recordedErased, recordedPlaces } = known;
  const isShown = known.recordedHash === known.shownHash;
  const isErased = isSameList(recordedErased, known.erased);
  const what = isShown ? (isErased ? "redaction.fields" : "the erased leaves") : "what it shows";
  const message = `shown as redacted, but no redaction record up to size ${size} vouches for ${what}`;
  const mayBeLater =
    !isErased &&
    includesAll(known.erased, recordedErased) &&
    isSameList(recordedPlaces, known.places.slice(0, recordedPlaces.length));
  return [{ sequence, eventId, message, mayBeLater }];
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

function includesAll(all: readonly number[], some: readonly number[]): boolean {
  const known = new Set(all);
  return some.every((index) => known.has(index));
}

/**
 * Notes in the ledger what a record without faults says of redactions: that its event is redacted, or that it records
 * the redaction of another. Returns what is wrong with the latter, if anything.
 */
export function noteRedaction(
  ledger: RedactionLedger,
  { sequence, event }: Pick<ExportedRecord, "sequence" | "event">,
  redaction: ShownRedaction | undefined,
): RecordFault | undefined {
  if (redaction !== undefined) {
    ledger.addEvent(sequence, event.eventId, redaction);
  }
  const { content } = event;
  const problem = content.case === "redactionRecord" ? ledger.addRecord(sequence, content.value) : undefined;
  return problem === undefined ? undefined : ["wrong_redaction", problem];
}
