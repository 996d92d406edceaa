// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { decodeHex } from "../encoding/hex.js";
import { IntegrityError, isIntegrityError } from "../errors/integrity-error.js";
import type { Checkpoint } from "../note/checkpoint.js";
import { parseOrigin } from "../note/origin.js";
import { rootsOfCheckpoints } from "../note/roots-of-checkpoints.js";
import { type CompactRangeState, createCompactRange } from "../tree/compact-range.js";
import { isSameHash } from "../tree/tree-hash.js";
import { checkRecord } from "./check-record.js";
import { type ExportedRecord, parseExportLine } from "./export-format.js";
import { genesisHash } from "./log-record.js";
import { createRedactionLedger, noteRedaction, type PendingRedaction } from "./redaction-ledger.js";
import { followSequences, type SequenceRange } from "./sequence-order.js";
import { faultOf, type TrailFault, type TrailFaultCode } from "./trail-fault.js";
import { appendRun, type TrailRun } from "./trail-run.js";
import { findConditions, type TrailCondition, type TrailVerdict } from "./trail-verdict.js";
import type { TrailExpectation } from "./trail-verifier.js";

/**
 * Verifies the records of one log as `createTrailVerifier` does, but continues after a fault, so that it finds every
 * alteration. Each fault is returned for the record to which it belongs.
 */
export interface TrailAudit {
  /** Number of records so far. */
  readonly records: number;
  /** Verifies the next line of an export. */
  pushLine(line: string): TrailFault | undefined;
  /** Verifies the next record. */
  push(record: ExportedRecord): TrailFault | undefined;
  /**
   * Accepts records that were verified up to their link to what comes before them. Returns `refused` if they do not come
   * next, or pass a kept checkpoint within: they must then be pushed one by one.
   *
   * @internal
   */
  pushRun(run: TrailRun): TrailFault | "refused" | undefined;
  /**
   * Sizes of the kept checkpoints, at which a run must end.
   *
   * @internal
   */
  readonly checkpointSizes: ReadonlySet<number>;
  /**
   * Origin of the log.
   *
   * @internal
   */
  readonly origin: string;
  /** Number of redacted events that show something for which no record vouches so far. */
  readonly unconfirmed: number;
  /**
   * Continues with records that were written while those so far were read, up to a newer checkpoint. They may record
   * that an event was redacted after it was read; what it showed before then is proved all the same. Throws an
   * `IntegrityError` for a checkpoint of another log, or of fewer records than were read.
   */
  readOn(checkpoint: Checkpoint): void;
  /** Returns the state from which another audit can continue. Undefined after a fault. */
  state(): TrailState | undefined;
  /** Ends the trail, and returns the result. The option replaces that of the expectation. */
  finish(options?: Pick<TrailExpectation, "allowLaterRedactions">): TrailAuditResult;
}

/** State of an audit without faults: at most 54 hashes, and what each redacted event shows. */
export interface TrailState extends CompactRangeState {
  /** Leaf of the last record, in lower-case hex. */
  readonly previous: string;
  readonly redactions: readonly PendingRedaction[];
}

/** What an audit knows in advance. */
export interface TrailAuditExpectation extends TrailExpectation {
  /** State of an earlier audit of the same log, from which to continue. Absent to begin with the first record. */
  readonly start?: TrailState;
}

/** A kept checkpoint, and whether the trail matches it. `unreached`: the trail broke or ended before it. */
export interface AuditedCheckpoint {
  readonly size: number;
  readonly state: "matched" | "mismatched" | "unreached";
}

/** Result of an audit, with its faults. */
export interface TrailAuditResult {
  /** `failed` if there is a fault or a kept checkpoint did not match. */
  readonly verdict: TrailVerdict;
  /** What is not proved although nothing is wrong. Not empty if and only if the verdict is `conditional`. */
  readonly conditions: readonly TrailCondition[];
  readonly records: number;
  /** Number of events that were redacted after ingest. */
  readonly redacted: number;
  /** Root of the tree over the leaves of the trail. Absent if records are missing, misplaced or unreadable. */
  readonly root?: Uint8Array;
  readonly checkpoints: readonly AuditedCheckpoint[];
  /** Sequences that do not occur. */
  readonly missing: readonly SequenceRange[];
  /** Number of faults by code. */
  readonly faults: ReadonlyMap<TrailFaultCode, number>;
  /** The first fault. */
  readonly first?: TrailFault;
  /**
   * Faults that were returned for no record, such as a missing end or a replacement that no record vouches for. Absent
   * if there are none.
   */
  readonly atEnd?: readonly TrailFault[];
}

/**
 * Creates the audit of a log. Throws an `IntegrityError` for an invalid origin, for a checkpoint of another log, and for
 * one of fewer records than the state from which it continues, with which it can no longer be compared.
 */
export function createTrailAudit({
  origin,
  checkpoints = [],
  allowLaterRedactions = false,
  start,
}: TrailAuditExpectation): TrailAudit {
  const { tenantId } = parseOrigin(origin);
  const roots = rootsOfCheckpoints(origin, checkpoints);
  const range = createCompactRange(start);
  const order = followSequences(range.size);
  const counts = new Map<TrailFaultCode, number>();
  const compared = new Map<number, AuditedCheckpoint["state"]>();
  let previous: string | undefined = start?.previous ?? genesisHash;
  let isWhole = true;
  let records = 0;
  const ledger = createRedactionLedger(start?.redactions);
  let first: TrailFault | undefined;
  for (const size of roots.keys()) {
    requireReachable(size);
  }
  // Faults that no call returns.
  const apart: (TrailFault | undefined)[] = [compareRoot()];
  return {
    get records() {
      return records;
    },
    pushLine(line) {
      try {
        return this.push(parseExportLine(line));
      } catch (error) {
        if (!isIntegrityError(error)) {
          throw error;
        }
        // The line counts as the record that is expected here. Its leaf is not known.
        records++;
        const sequence = order.next;
        order.place(sequence);
        ledger.ignore({ start: sequence, end: sequence + 1 });
        isWhole = false;
        previous = undefined;
        return note({ valid: false, code: "malformed", sequence, message: `record ${sequence}: ${error.message}` });
      }
    },
    push(record) {
      records++;
      const expected = order.next;
      const place = order.place(record.sequence);
      if (place === "late" || place === "repeated") {
        isWhole = false;
        const problem = place === "late" ? "out of order" : "repeated";
        const message = `expected the sequence ${expected}, got ${record.sequence}, which is ${problem}`;
        return noteRecord(record, "wrong_sequence", message);
      }
      if (place === "ahead") {
        ledger.ignore({ start: expected, end: record.sequence });
      }
      const known = place === "next" ? previous : undefined;
      const checked = checkRecord(record, { origin, tenantId, previous: known, sequence: record.sequence });
      if (checked.fault !== undefined) {
        ledger.ignore({ start: record.sequence, end: record.sequence + 1 });
      }
      const fault = checked.fault ?? noteRedaction(ledger, record, checked.redaction);
      previous = record.leaf;
      if (place === "ahead") {
        isWhole = false;
        const absent = nameRange({ start: expected, end: record.sequence });
        const message = `record ${expected}: expected the sequence ${expected}, got ${record.sequence}: ${absent} missing or out of order`;
        const gap = note({ valid: false, code: "wrong_sequence", sequence: expected, message });
        if (fault !== undefined) {
          noteRecord(record, ...fault);
        }
        return gap;
      }
      if (isWhole) {
        range.append(decodeHex(record.leaf));
      }
      const own = fault && noteRecord(record, ...fault);
      const root = isWhole ? compareRoot() : undefined;
      return own ?? root;
    },
    pushRun(run) {
      const end = run.sequence + run.count;
      const isNext = order.next === run.sequence && (previous === undefined || previous === run.hashPrev);
      if (!isNext || [...roots.keys()].some((size) => run.sequence < size && size < end)) {
        return "refused";
      }
      records += run.count;
      order.advance(run.count);
      previous = run.leaf;
      if (!isWhole) {
        return undefined;
      }
      appendRun(range, run);
      return compareRoot();
    },
    get checkpointSizes() {
      return new Set(roots.keys());
    },
    origin,
    get unconfirmed() {
      return ledger.findUnconfirmed(order.next).length;
    },
    readOn(checkpoint) {
      const known = [...roots].map(([size, root]) => ({ origin, size, root }));
      rootsOfCheckpoints(origin, [...known, checkpoint]);
      requireReachable(checkpoint.size);
      roots.set(checkpoint.size, checkpoint.root);
      ledger.readOn(order.next);
      if (isWhole) {
        apart.push(compareRoot());
      }
    },
    state: () =>
      first === undefined && previous !== undefined
        ? { ...range.state(), previous, redactions: ledger.state() }
        : undefined,
    finish,
  };

  function finish({ allowLaterRedactions: allowsLater = allowLaterRedactions } = {}): TrailAuditResult {
    const atEnd = apart.filter((fault) => fault !== undefined);
    const largest = Math.max(0, ...roots.keys());
    if (largest > order.next) {
      const message = `the trail: expected at least ${largest} records, as in a kept checkpoint, got ${order.next}`;
      atEnd.push(note({ valid: false, code: "truncated", message }));
    }
    const unconfirmed = ledger.findUnconfirmed(order.next);
    for (const { sequence, eventId, message, mayBeLater } of unconfirmed) {
      if (!(allowsLater && mayBeLater)) {
        atEnd.push(note(faultOf(["wrong_redaction", message], sequence, eventId)));
      }
    }
    const conditions = first === undefined ? findConditions(order.next, [...roots.keys()], ledger) : [];
    return {
      verdict: first !== undefined ? "failed" : conditions.length === 0 ? "proved" : "conditional",
      conditions,
      records,
      redacted: ledger.size,
      ...(isWhole && { root: range.root() }),
      checkpoints: [...roots.keys()]
        .sort((a, b) => a - b)
        .map((size) => ({ size, state: compared.get(size) ?? "unreached" })),
      missing: order.gaps,
      faults: counts,
      ...(first !== undefined && { first }),
      ...(atEnd.length > 0 && { atEnd }),
    };
  }

  function requireReachable(size: number): void {
    if (size < range.size) {
      const problem = `expected a size of at least ${range.size}, up to which the records were read, got ${size}`;
      throw new IntegrityError("out_of_range", "", problem, "checkpoint");
    }
  }

  function compareRoot(): TrailFault | undefined {
    const root = roots.get(range.size);
    if (root === undefined) {
      return undefined;
    }
    const isSame = isSameHash(root, range.root());
    compared.set(range.size, isSame ? "matched" : "mismatched");
    if (isSame) {
      return undefined;
    }
    const matched = [...compared].filter(([, state]) => state === "matched").map(([size]) => size);
    const from = Math.max(start?.size ?? 0, ...matched);
    const message =
      range.size === 0
        ? "the kept checkpoint of size 0: expected the root of a log without records, got another"
        : `${nameRange({ start: from, end: range.size })} not those of the kept checkpoint of size ${range.size}: one or more were replaced`;
    return note({
      valid: false,
      code: "wrong_root",
      ...(range.size > 0 && { sequence: range.size - 1 }),
      message,
    });
  }

  function noteRecord(record: ExportedRecord, code: TrailFaultCode, message: string): TrailFault {
    return note(faultOf([code, message], record.sequence, record.event.eventId));
  }

  function note(fault: TrailFault): TrailFault {
    counts.set(fault.code, (counts.get(fault.code) ?? 0) + 1);
    first ??= fault;
    return fault;
  }
}

function nameRange({ start, end }: SequenceRange): string {
  return end - start === 1 ? `record ${start} is` : `records ${start} to ${end - 1} are`;
}
