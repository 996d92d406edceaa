// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { linesOfBlock, type TextLine } from "../blocks/block-lines.js";
import { type CheckedBlock, checkBlock } from "../blocks/check-block.js";
import { defaultBlockLimits, type LineBlock } from "../blocks/split-blocks.js";
import { isIntegrityError } from "../errors/integrity-error.js";
import { type ExportedRecord, parseExportLine } from "../trail/export-format.js";
import type { TrailAudit } from "../trail/trail-audit.js";
import type { TrailFault } from "../trail/trail-fault.js";
import type { TrailWorkers } from "../workers/trail-workers.js";

/** What is called with what the lines of an export contain. */
interface LineListener {
  /** Called with each fault of a line, in order. Lines are counted from 1. */
  readonly onFault?: ((fault: TrailFault, line: number) => void) | undefined;
  /** Called with each record of a redaction that has no fault, in order. */
  readonly onRedaction?: ((record: ExportedRecord) => void) | undefined;
}

/** How blocks are verified. */
export interface AuditBlocksOptions extends LineListener {
  /** Workers that take part. Absent to verify all blocks on the calling thread. */
  readonly workers?: TrailWorkers | undefined;
  /** Number of lines of the file before the blocks. */
  readonly linesBefore: number;
  readonly maxLineBytes?: number;
}

// Number of blocks that may wait for an earlier one. It bounds memory, and makes the reader wait.
const minWindow = 8;
const windowPerWorker = 4;

/**
 * Verifies blocks of an export, on all workers, and pushes them to an audit, in order. The result does not depend on
 * the workers: they leave every line that may have a fault to the audit. Rejects if a worker fails.
 */
export async function auditBlocks(
  blocks: AsyncIterable<LineBlock>,
  audit: TrailAudit,
  options: AuditBlocksOptions,
): Promise<void> {
  const { workers } = options;
  const log = { origin: audit.origin, checkpointSizes: audit.checkpointSizes };
  const window = minWindow + windowPerWorker * (workers?.count ?? 0);
  const push = createPush(audit, options);
  const waiting: (CheckedBlock | Promise<CheckedBlock>)[] = [];
  const settled = new WeakMap<Promise<CheckedBlock>, CheckedBlock>();
  for await (const block of blocks) {
    waiting.push(check(block));
    while (waiting.length >= window || (waiting.length > 0 && readHead() !== undefined)) {
      await pushHead();
    }
  }
  while (waiting.length > 0) {
    await pushHead();
  }

  function check(block: LineBlock): CheckedBlock | Promise<CheckedBlock> {
    if (block.tooLong !== undefined) {
      return { block, parts: [{ start: 0, end: 0, lines: 1 }] };
    }
    const answer = workers?.check(block, log);
    // A failure is seen when its turn comes.
    answer?.then((checked) => settled.set(answer, checked)).catch(() => {});
    return answer ?? { block, parts: checkBlock(block.bytes, log) };
  }

  /** Returns the block that comes next, if it was checked. */
  function readHead(): CheckedBlock | undefined {
    const [head] = waiting;
    return head instanceof Promise ? settled.get(head) : head;
  }

  async function pushHead(): Promise<void> {
    const head = readHead() ?? (await waiting[0]);
    waiting.shift();
    if (head !== undefined) {
      push(head);
    }
  }
}

/** Creates the function that pushes the lines of a block to an audit. Blocks must come in order. */
export function createPush(
  audit: TrailAudit,
  { linesBefore, maxLineBytes = defaultBlockLimits.maxLineBytes, ...listener }: AuditBlocksOptions,
): (checked: CheckedBlock) => void {
  let line = linesBefore;
  return ({ block, parts }) => {
    for (const { start, end, lines, run } of parts) {
      const outcome = run === undefined ? "refused" : audit.pushRun(run);
      if (outcome !== "refused") {
        line += lines;
        if (outcome !== undefined) {
          listener.onFault?.(outcome, line);
        }
        continue;
      }
      for (const text of linesOfBlock({ ...block, bytes: block.bytes.subarray(start, end) }, maxLineBytes)) {
        line++;
        pushLine(audit, text, line, listener);
      }
    }
  };
}

function pushLine(audit: TrailAudit, { text, problem }: TextLine, line: number, listener: LineListener): void {
  const record = parseLine(text);
  if (record !== undefined) {
    const fault = audit.push(record);
    if (fault !== undefined) {
      listener.onFault?.(fault, line);
    } else if (record.event.content.case === "redactionRecord") {
      listener.onRedaction?.(record);
    }
    return;
  }
  // An unreadable line counts as a record, like every other malformed line.
  const fault = audit.pushLine(text);
  if (fault !== undefined) {
    listener.onFault?.(problem === undefined ? fault : { ...fault, message: `${fault.message}: ${problem}` }, line);
  }
}

/** Reads a line. Returns undefined for a malformed one, of which the audit says what is wrong. */
function parseLine(text: string): ExportedRecord | undefined {
  try {
    return parseExportLine(text);
  } catch (error) {
    if (isIntegrityError(error)) {
      return undefined;
    }
    throw error;
  }
}
