// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { tryParse } from "../errors/integrity-error.js";
import { type EvidenceRecord, parseEvidenceLine } from "./evidence-format.js";
import {
  createEvidenceVerifier,
  type EvidenceExpectation,
  type EvidenceFault,
  type EvidenceResult,
} from "./evidence-verifier.js";

/** Options of {@link auditEvidence}. */
export interface AuditEvidenceOptions {
  /** Called with each fault of a line, in order. Lines are counted from 1. */
  readonly onFault?: (fault: EvidenceFault, line: number) => void;
  /** Called with each record that can be read, in order, whether it has a fault or not. */
  readonly onRecord?: (record: EvidenceRecord) => void;
  /** Called with the number of lines that are verified, each time that the caller's thread becomes free. */
  readonly onProgress?: (lines: number) => void;
}

/** Time after which other tasks of the thread get their turn, in milliseconds. */
const sliceMs = 50;

/**
 * Verifies whole evidence (§7a) line by line, as `createEvidenceVerifier` does. Other tasks of the thread, such as a page
 * that reacts to its reader, get their turn meanwhile. Rejects with an `IntegrityError` if `createEvidenceVerifier` throws
 * one.
 */
export async function auditEvidence(
  lines: Iterable<string>,
  expectation: EvidenceExpectation,
  { onFault, onRecord, onProgress }: AuditEvidenceOptions = {},
): Promise<EvidenceResult> {
  const verifier = createEvidenceVerifier(expectation);
  let verified = 0;
  let pausedMs = performance.now();
  for (const line of lines) {
    const fault = verified === 0 ? verifier.pushLine(line) : pushRecord(line);
    verified++;
    if (fault !== undefined) {
      onFault?.(fault, verified);
    }
    if (performance.now() - pausedMs > sliceMs) {
      onProgress?.(verified);
      await new Promise((resolve) => setTimeout(resolve));
      pausedMs = performance.now();
    }
  }
  return verifier.finish();

  function pushRecord(line: string): EvidenceFault | undefined {
    const parsed = tryParse(() => parseEvidenceLine(line));
    if ("problem" in parsed) {
      return verifier.pushLine(line);
    }
    onRecord?.(parsed.value);
    return verifier.push(parsed.value);
  }
}
