// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import {
  bytesFromHex,
  type Checkpoint,
  createCompactRange,
  createTrailAudit,
  type ExportedRecord,
  type ExportHeader,
  isIntegrityError,
  type NoteVerifier,
  openCheckpoint,
  parseExportHeader,
  parseExportLine,
  parseOrigin,
} from "@chaukas/spec-integrity";
import type { SavedCheckpoint } from "../../store/contract/event-log.js";
import type { Line } from "../lines/read-lines.js";
import { TransferError } from "../lines/transfer-error.js";

/** A line of an export, with its number. */
type LogLine = Pick<Line, "number" | "text" | "problem" | "failure">;

/** A log that can be read more than once. */
export interface LogSource {
  /** Name in messages: a file or a store. */
  readonly name: string;
  /** Reads the lines of an export with proofs. A store that grows yields at most `size` records. */
  readLines(size?: number): AsyncIterable<LogLine>;
  /** Reads the checkpoints that were saved with the log, in order of size, up to `size`. */
  readCheckpoints(size: number): AsyncIterable<SavedCheckpoint>;
}

/** A log without faults. */
export interface VerifiedLog {
  readonly origin: string;
  readonly host: string;
  readonly tenantId: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Number of redactions of each redacted event, by sequence. */
  readonly revisions: ReadonlyMap<number, number>;
  /** Number of checkpoints. */
  readonly checkpoints: number;
  /** SHA-256 of the lines, to recognize them when they are read again. */
  readonly digest: string;
}

const remedy = "get an export of the whole log again, and compare it with the checkpoints that its auditors keep";

/** What the operator knows about a log from elsewhere. */
export interface LogExpectation {
  /** Key of the log, to verify the signatures of its checkpoints. */
  readonly verifier?: NoteVerifier;
  /** Checkpoints that an auditor kept, whose signatures have been verified. */
  readonly kept?: readonly Checkpoint[];
}

/**
 * Verifies a whole log as `chaukas-verify` does, and the checkpoints that were saved with it. Rejects with a
 * `TransferError` that names the first record or checkpoint that was altered, or that does not fit.
 */
export async function verifyLog(
  source: LogSource,
  expectationOf: (origin: string) => LogExpectation = () => ({}),
): Promise<VerifiedLog> {
  const hash = createHash("sha256");
  const lines = readLogLines(source, hash);
  const { value: first } = await lines.next();
  if (first === undefined) {
    throw refuse(source.name, "expected an export with proofs, got an empty file");
  }
  const header = readHeader(source.name, first.text);
  const { host, tenantId } = parse(source.name, () => parseOrigin(header.origin));
  const { kept = [], verifier } = expectationOf(header.origin);
  const audit = parse(source.name, () => createTrailAudit({ origin: header.origin, checkpoints: kept }));
  const tree = createCompactRange();
  const checkpoints = followCheckpoints(source, { ...header, ...(verifier && { verifier }) }, tree);
  const revisions = new Map<number, number>();
  await checkpoints.compare();
  for await (const { number, text } of lines) {
    const record = readRecord(`${source.name}:${number}`, tree.size, text);
    const fault = audit.push(record);
    if (fault !== undefined) {
      throw refuse(`${source.name}:${number}`, fault.message);
    }
    requireMilliseconds(`${source.name}:${number}`, record);
    noteRedaction(revisions, record);
    tree.append(bytesFromHex(record.leaf));
    await checkpoints.compare();
  }
  const { verdict, first: fault } = audit.finish();
  if (tree.size !== header.size) {
    const problem = `expected the ${header.size} records that its first line announces, got ${tree.size}`;
    throw refuse(source.name, problem);
  }
  if (verdict === "failed") {
    throw refuse(source.name, fault?.message ?? "the log does not verify");
  }
  await checkpoints.end();
  return {
    origin: header.origin,
    host,
    tenantId,
    size: tree.size,
    root: tree.root(),
    revisions,
    checkpoints: checkpoints.count,
    digest: hash.digest("hex"),
  };
}

/** Reads lines that have a text, and adds them to a hash. Rejects for any other line. */
export async function* readLogLines(
  source: LogSource,
  hash: { update(text: string): unknown },
  size?: number,
): AsyncGenerator<{ readonly number: number; readonly text: string }> {
  for await (const { number, text, problem, failure } of source.readLines(size)) {
    if (failure !== undefined) {
      throw failure;
    }
    if (text === undefined) {
      throw refuse(`${source.name}:${number}`, problem ?? "expected a line of text");
    }
    hash.update(`${text}\n`);
    yield { number, text };
  }
}

/** Returns the error for a log that was altered. */
function refuse(place: string, problem: string): TransferError {
  return new TransferError("refused", `${place}: ${problem}`, remedy);
}

function parse<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isIntegrityError(error) ? refuse(place, error.message) : error;
  }
}

function readHeader(name: string, text: string): ExportHeader {
  return parse(`${name}:1`, () => parseExportHeader(text));
}

function readRecord(place: string, sequence: number, text: string): ExportedRecord {
  try {
    return parseExportLine(text);
  } catch (error) {
    throw isIntegrityError(error) ? refuse(place, `record ${sequence}: ${error.message}`) : error;
  }
}

/** Requires what every store relies on: it keeps times of receipt in milliseconds. */
function requireMilliseconds(place: string, { sequence, event }: ExportedRecord): void {
  const nanos = event.serverTimestamp?.nanos ?? 0;
  if (nanos % 1_000_000 !== 0) {
    throw refuse(place, `record ${sequence}: server_timestamp: expected whole milliseconds, got ${nanos} nanoseconds`);
  }
}

function noteRedaction(revisions: Map<number, number>, { event: { content } }: ExportedRecord): void {
  if (content.case === "redactionRecord") {
    revisions.set(Number(content.value.sequence), content.value.ordinal);
  }
}

/** Compares the checkpoints that were saved with a log with its tree, while that grows. */
function followCheckpoints(
  { name, readCheckpoints }: LogSource,
  { origin, size, verifier }: ExportHeader & Pick<LogExpectation, "verifier">,
  tree: ReturnType<typeof createCompactRange>,
) {
  const iterator = readCheckpoints(size)[Symbol.asyncIterator]();
  let next: SavedCheckpoint | undefined;
  let count = 0;
  let isStarted = false;
  const advance = async () => {
    const { value, done } = await iterator.next();
    next = done ? undefined : value;
    count += next === undefined ? 0 : 1;
  };
  const findProblem = ({ size, root, note }: SavedCheckpoint) => {
    if (size < tree.size) {
      return "expected checkpoints in order of size, each size once";
    }
    if (!note.startsWith(`${origin}\n`)) {
      return `expected the origin ${origin}, got ${JSON.stringify(note.slice(0, note.indexOf("\n")))}`;
    }
    const opened = verifier && openCheckpoint(note, verifier);
    if (opened?.valid === false) {
      return opened.message;
    }
    return Buffer.compare(root, tree.root()) === 0 ? undefined : "expected the root of these records, got another";
  };
  return {
    get count() {
      return count;
    },
    async compare() {
      if (!isStarted) {
        isStarted = true;
        await advance();
      }
      while (next !== undefined && next.size <= tree.size) {
        const problem = findProblem(next);
        if (problem !== undefined) {
          throw refuse(name, `checkpoint of size ${next.size}: ${problem}`);
        }
        await advance();
      }
    },
    async end() {
      if (next !== undefined) {
        throw refuse(name, `checkpoint of size ${next.size}: expected a size of at most ${size}, that of the log`);
      }
    },
  };
}
