// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { decodeHex } from "../encoding/hex.js";
import { isIntegrityError } from "../errors/integrity-error.js";
import type { Checkpoint } from "../note/checkpoint.js";
import { parseOrigin } from "../note/origin.js";
import { rootsOfCheckpoints } from "../note/roots-of-checkpoints.js";
import { createCompactRange } from "../tree/compact-range.js";
import { isSameHash } from "../tree/tree-hash.js";
import { checkRecord } from "./check-record.js";
import { type ExportedRecord, parseExportLine } from "./export-format.js";
import { genesisHash } from "./log-record.js";
import { createRedactionLedger, noteRedaction } from "./redaction-ledger.js";
import { faultOf, type TrailFault, type TrailFaultCode } from "./trail-fault.js";
import { findConditions, type TrailCondition, type TrailVerdict } from "./trail-verdict.js";

/** Result for a trail without faults. */
export interface ValidTrail {
  readonly valid: true;
  readonly verdict: Exclude<TrailVerdict, "failed">;
  /** What is not proved. Empty if and only if the verdict is `proved`. */
  readonly conditions: readonly TrailCondition[];
  readonly size: number;
  readonly root: Uint8Array;
  /** Number of events that were redacted after ingest. */
  readonly redacted: number;
}

/**
 * Verifies the records of one log, from the first on. It keeps O(log n) hashes, and what each redacted event shows, which
 * records that come later must confirm.
 */
export interface TrailVerifier {
  /** Number of valid records so far. */
  readonly size: number;
  /** Verifies the next line of an export. After the first fault, always returns that fault. */
  pushLine(line: string): TrailFault | undefined;
  /** Verifies the next record. After the first fault, always returns that fault. */
  push(record: ExportedRecord): TrailFault | undefined;
  /**
   * Ends the trail. Returns the first fault, such as a kept checkpoint larger than the trail or a replacement that no
   * redaction record vouches for, or the result.
   */
  finish(): ValidTrail | TrailFault;
}

/** What a verifier must know in advance, and not from the server whose log it verifies. */
export interface TrailExpectation {
  readonly origin: string;
  /** Kept checkpoints of this log, whose signatures have been verified. */
  readonly checkpoints?: readonly Checkpoint[];
  /**
   * Whether an event may show replacements of a redaction whose record comes after the last one that is verified. No
   * verifier can tell that from a forgery, so the verdict is then `conditional`. Default: false, which makes it a fault.
   */
  readonly allowLaterRedactions?: boolean;
}

/**
 * Creates the verifier of a log. Throws an `IntegrityError` for an invalid origin, and for a checkpoint of another log.
 */
export function createTrailVerifier({
  origin,
  checkpoints = [],
  allowLaterRedactions = false,
}: TrailExpectation): TrailVerifier {
  const { tenantId } = parseOrigin(origin);
  const range = createCompactRange();
  const kept = rootsOfCheckpoints(origin, checkpoints);
  let previous = genesisHash;
  const ledger = createRedactionLedger();
  let first = checkRoot();
  return {
    get size() {
      return range.size;
    },
    pushLine(line) {
      try {
        return first ?? this.push(parseExportLine(line));
      } catch (error) {
        return fail("malformed", messageOf(error));
      }
    },
    push(record) {
      if (first !== undefined) {
        return first;
      }
      const sequence = range.size;
      const { fault, redaction } = checkRecord(record, { origin, tenantId, previous, sequence });
      const problem = fault ?? noteRedaction(ledger, record, redaction);
      if (problem !== undefined) {
        first = faultOf(problem, sequence, record.event.eventId);
        return first;
      }
      previous = record.leaf;
      range.append(decodeHex(record.leaf));
      first = checkRoot();
      return first;
    },
    finish() {
      const largest = Math.max(0, ...kept.keys());
      if (first === undefined && largest > range.size) {
        const message = `the trail: expected at least ${largest} records, as in a kept checkpoint, got ${range.size}`;
        first = { valid: false, code: "truncated", message };
      }
      const { size } = range;
      const unconfirmed = first === undefined ? ledger.findUnconfirmed(size) : [];
      const unexplained = unconfirmed.find(({ mayBeLater }) => !(allowLaterRedactions && mayBeLater));
      if (unexplained !== undefined) {
        first = faultOf(["wrong_redaction", unexplained.message], unexplained.sequence, unexplained.eventId);
      }
      if (first !== undefined) {
        return first;
      }
      const conditions = findConditions(size, [...kept.keys()], ledger);
      const verdict = conditions.length === 0 ? "proved" : "conditional";
      return { valid: true, verdict, conditions, size, root: range.root(), redacted: ledger.size };
    },
  };

  function checkRoot(): TrailFault | undefined {
    const root = kept.get(range.size);
    return root === undefined || isSameHash(root, range.root())
      ? undefined
      : {
          valid: false,
          code: "wrong_root",
          ...(range.size > 0 && { sequence: range.size - 1 }),
          message:
            range.size === 0
              ? "the kept checkpoint of size 0: expected the root of a log without records, got another"
              : `the first ${range.size} records: expected those of the kept checkpoint of this size, got others`,
        };
  }

  function fail(code: TrailFaultCode, message: string): TrailFault {
    first ??= { valid: false, code, sequence: range.size, message: `record ${range.size}: ${message}` };
    return first;
  }
}

function messageOf(error: unknown): string {
  if (isIntegrityError(error)) {
    return error.message;
  }
  throw error;
}
