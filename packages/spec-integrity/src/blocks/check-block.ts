// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseOrigin } from "../note/origin.js";
import { checkRecord } from "../trail/check-record.js";
import { type ExportedRecord, hasKeyOpening, parseExportLine } from "../trail/export-format.js";
import { type GrowingRun, startRun, type TrailRun } from "../trail/trail-run.js";
import { decodeLine, endOfLine } from "./block-lines.js";
import type { LineBlock } from "./split-blocks.js";

/** The log to which the records of a block should belong. */
export interface BlockLog {
  readonly origin: string;
  /** Sizes of the log after which a run must end, because its root is compared there. */
  readonly checkpointSizes: ReadonlySet<number>;
}

/**
 * Some of the lines of a block, which together are all of them, in order. Without a run, nothing is said about the
 * lines: whoever folds the block judges them.
 */
export interface BlockPart {
  /** Index of the first byte. */
  readonly start: number;
  /** Index after the last byte. */
  readonly end: number;
  /** Number of lines. */
  readonly lines: number;
  readonly run?: TrailRun;
}

/** A block with all its parts. */
export interface CheckedBlock {
  readonly block: LineBlock;
  readonly parts: readonly BlockPart[];
}

/**
 * Verifies the lines of a block as far as that needs nothing from outside it. A line is part of a run only if all of it
 * was verified but the link of the run to what comes before. It is left open if it has a fault, so that only an audit
 * ever words one, and if what it shows depends on other records: if it is redacted, or records a redaction.
 */
export function checkBlock(bytes: Uint8Array, { origin, checkpointSizes }: BlockLog): BlockPart[] {
  const { tenantId } = parseOrigin(origin);
  const parts: BlockPart[] = [];
  let run: GrowingRun | undefined;
  let start = 0;
  let lines = 0;
  let index = 0;
  while (index < bytes.length) {
    const { end, next } = endOfLine(bytes, index);
    const record = readRecord(bytes.subarray(index, end));
    const follows = run !== undefined && record?.sequence === run.next;
    const previous = follows ? run?.leaf : undefined;
    if (record === undefined || !isFaultless(record, previous)) {
      if (run !== undefined) {
        endPart(index);
      }
    } else if (run !== undefined && follows) {
      run.add(record.leaf);
    } else {
      endPart(index);
      run = startRun(record);
    }
    lines++;
    index = next;
    if (run !== undefined && checkpointSizes.has(run.next)) {
      endPart(index);
    }
  }
  endPart(index);
  return parts;

  function endPart(end: number): void {
    if (lines > 0) {
      parts.push({ start, end, lines, ...(run !== undefined && { run: run.end() }) });
    }
    run = undefined;
    start = end;
    lines = 0;
  }

  function isFaultless(record: ExportedRecord, previous: string | undefined): boolean {
    try {
      const { fault, redaction } = checkRecord(record, { origin, tenantId, previous, sequence: record.sequence });
      return fault === undefined && redaction === undefined;
    } catch {
      // The audit fails in the same way, where its caller sees it.
      return false;
    }
  }
}

/** Reads a line, unless it is not a record or what it shows depends on others. */
function readRecord(line: Uint8Array): ExportedRecord | undefined {
  const text = decodeLine(line);
  if (text === undefined || !hasKeyOpening(text)) {
    return undefined;
  }
  try {
    const record = parseExportLine(text);
    return record.event.content.case === "redactionRecord" ? undefined : record;
  } catch {
    return undefined;
  }
}
