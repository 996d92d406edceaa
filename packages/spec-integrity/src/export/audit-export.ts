// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type BlockLimits, defaultBlockLimits, splitBlocks } from "../blocks/split-blocks.js";
import { tryParse } from "../errors/integrity-error.js";
import { type ExportedRecord, type ExportHeader, parseExportHeader } from "../trail/export-format.js";
import { createTrailAudit, type TrailAuditExpectation, type TrailAuditResult } from "../trail/trail-audit.js";
import type { TrailFault, TrailFaultCode } from "../trail/trail-fault.js";
import type { TrailWorkers } from "../workers/trail-workers.js";
import { auditBlocks } from "./audit-blocks.js";
import { takeHeader } from "./take-header.js";

/**
 * Code of a fault in an export: a `TrailFaultCode`, or
 * - `wrong_origin`: the first line names another log;
 * - `wrong_size`: there are not as many records as the first line says.
 */
export type ExportFaultCode = TrailFaultCode | "wrong_origin" | "wrong_size";

/** A fault in an export. */
export interface ExportFault extends Omit<TrailFault, "code"> {
  readonly code: ExportFaultCode;
}

/** Result of {@link auditExport}. */
export interface ExportAudit extends Omit<TrailAuditResult, "faults" | "first" | "atEnd"> {
  /** The first line. Absent if it could not be read. */
  readonly header?: ExportHeader;
  /** Number of faults by code. */
  readonly faults: ReadonlyMap<ExportFaultCode, number>;
  /** The first fault. */
  readonly first?: ExportFault;
  /** Faults that belong to no line. Absent if there are none. */
  readonly atEnd?: readonly ExportFault[];
}

/** Options of {@link auditExport}. */
export interface AuditExportOptions extends Partial<BlockLimits> {
  /** Workers that take part. Absent to verify all lines on the calling thread. */
  readonly workers?: TrailWorkers;
  /** Called with each fault of a line, in order. Lines are counted from 1. */
  readonly onFault?: (fault: ExportFault, line: number) => void;
  /** Called with each record of a redaction that has no fault, in order. */
  readonly onRedaction?: (record: ExportedRecord) => void;
}

/**
 * Verifies a whole export (§7), given in chunks of bytes of any size, as `createTrailAudit` does its records. The result
 * is the same with and without workers. If the first line is not the header of an export of this log, nothing else is
 * read. Rejects with an `IntegrityError` if `createTrailAudit` throws one, and with one of code `worker_failed` if a
 * worker fails.
 */
export async function auditExport(
  chunks: AsyncIterable<Uint8Array>,
  expectation: TrailAuditExpectation,
  { blockBytes, maxLineBytes, onFault, ...options }: AuditExportOptions = {},
): Promise<ExportAudit> {
  const audit = createTrailAudit(expectation);
  const limits = {
    blockBytes: blockBytes ?? defaultBlockLimits.blockBytes,
    maxLineBytes: maxLineBytes ?? defaultBlockLimits.maxLineBytes,
  };
  const file = splitBlocks(chunks, limits);
  try {
    const { header: line, blocks } = (await takeHeader(file)) ?? { header: "", blocks: file };
    const parsed = tryParse(() => parseExportHeader(line));
    if ("problem" in parsed) {
      return failAtHeader({ valid: false, code: "malformed", message: parsed.problem });
    }
    const header = parsed.value;
    if (header.origin !== audit.origin) {
      const message = `the export: expected the origin ${audit.origin}, got ${header.origin}`;
      return failAtHeader({ valid: false, code: "wrong_origin", message }, header);
    }
    await auditBlocks(blocks, audit, { ...options, ...limits, onFault, linesBefore: 1 });
    const result = audit.finish();
    return result.records === header.size ? { header, ...result } : addSizeFault(header, result);
  } finally {
    await file.return(undefined);
  }

  function failAtHeader(fault: ExportFault, header?: ExportHeader): ExportAudit {
    onFault?.(fault, 1);
    return {
      ...(header !== undefined && { header }),
      verdict: "failed",
      conditions: [],
      records: 0,
      redacted: 0,
      checkpoints: [...audit.checkpointSizes].sort((a, b) => a - b).map((size) => ({ size, state: "unreached" })),
      missing: [],
      faults: new Map([[fault.code, 1]]),
      first: fault,
    };
  }
}

function addSizeFault(header: ExportHeader, result: TrailAuditResult): ExportAudit {
  const message = `the export: expected the ${header.size} records announced in its first line, got ${result.records}`;
  const fault: ExportFault = { valid: false, code: "wrong_size", message };
  return {
    header,
    ...result,
    verdict: "failed",
    conditions: [],
    faults: new Map<ExportFaultCode, number>([...result.faults, [fault.code, 1]]),
    first: result.first ?? fault,
    atEnd: [fault, ...(result.atEnd ?? [])],
  };
}
