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
import { faultOf, type TrailFault, type TrailFaultCode } from "./trail-fault.js";

/** Result for a valid trail. */
export interface ValidTrail {
  readonly valid: true;
  readonly size: number;
  readonly root: Uint8Array;
  /** Number of events that were redacted after ingest. */
  readonly redacted: number;
}

/** Verifies the records of one log, from the first on. It keeps O(log n) hashes. */
export interface TrailVerifier {
  /** Number of valid records so far. */
  readonly size: number;
  /** Verifies the next line of an export. After the first fault, always returns that fault. */
  pushLine(line: string): TrailFault | undefined;
  /** Verifies the next record. After the first fault, always returns that fault. */
  push(record: ExportedRecord): TrailFault | undefined;
  /** Ends the trail. Returns the first fault, such as a kept checkpoint larger than the trail, or the result. */
  finish(): ValidTrail | TrailFault;
}

/** What a verifier must know in advance, and not from the server whose log it verifies. */
export interface TrailExpectation {
  readonly origin: string;
  /** Kept checkpoints of this log, whose signatures have been verified. */
  readonly checkpoints?: readonly Checkpoint[];
}

/**
 * Creates the verifier of a log. Throws an `IntegrityError` for an invalid origin, and for a checkpoint of another log.
 */
export function createTrailVerifier({ origin, checkpoints = [] }: TrailExpectation): TrailVerifier {
  const { tenantId } = parseOrigin(origin);
  const range = createCompactRange();
  const kept = rootsOfCheckpoints(origin, checkpoints);
  let previous = genesisHash;
  let redacted = 0;
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
      const fault = first === undefined && checkRecord(record, { origin, tenantId, previous, sequence: range.size });
      if (fault) {
        first = faultOf(fault, range.size, record.event.eventId);
      }
      if (first === undefined) {
        previous = record.leaf;
        range.append(decodeHex(record.leaf));
        redacted += "leaves" in record.opening ? 1 : 0;
        first = checkRoot();
      }
      return first;
    },
    finish() {
      const largest = Math.max(0, ...kept.keys());
      if (first === undefined && largest > range.size) {
        const message = `the trail: expected at least ${largest} records, as in a kept checkpoint, got ${range.size}`;
        first = { valid: false, code: "truncated", message };
      }
      return first ?? { valid: true, size: range.size, root: range.root(), redacted };
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
          message: `the first ${range.size} records: expected those of the kept checkpoint of this size, got others`,
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
