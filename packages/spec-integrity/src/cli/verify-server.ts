// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { writeFile } from "node:fs/promises";
import { create } from "@bufbuild/protobuf";
import { EventSchema } from "@chaukas/spec-common";
import { logEntryOpening } from "../audit/log-entry.js";
import { bytesFromHex } from "../encoding/hex.js";
import type { LogEntry } from "../gen/chaukas/spec/audit/v1/audit_pb.js";
import { type Checkpoint, openCheckpoint } from "../note/checkpoint.js";
import type { NoteVerifier } from "../note/note-key.js";
import { parseOrigin } from "../note/origin.js";
import type { ExportedRecord } from "../trail/export-format.js";
import { leafHash } from "../trail/log-record.js";
import { createTrailAudit, type TrailAudit, type TrailAuditResult } from "../trail/trail-audit.js";
import { verifyConsistency } from "../tree/verify-proof.js";
import { type AuditClient, createAuditClient } from "./create-audit-client.js";
import { createProgressBar } from "./create-progress-bar.js";
import type { VerifyOptions } from "./parse-options.js";
import type { KeptCheckpoint } from "./read-checkpoints.js";
import { VerifyError } from "./verify-error.js";
import type { ReportBuilder, VerifyReport } from "./verify-report.js";

/** Calls to a server, with what judges its responses. */
interface LiveLog {
  readonly client: AuditClient;
  readonly verifier: NoteVerifier;
  readonly report: ReportBuilder;
}

/** A checkpoint that the server signed for this run. */
interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly note: string;
}

// Every round confirms what was redacted before it, so a second one is rarely needed, and a third only by chance.
const maxRounds = 8;

/** Verifies the log of a running server, as large as it is now, against kept checkpoints. */
export async function verifyServer(
  options: VerifyOptions,
  verifier: NoteVerifier,
  kept: readonly KeptCheckpoint[],
  report: ReportBuilder,
): Promise<VerifyReport> {
  const { tenantId } = parseOrigin(options.origin);
  const client = createAuditClient(options.source, tenantId, process.env["CHAUKAS_KEY"] || undefined);
  const log: LiveLog = { client, verifier, report };
  // What was acknowledged before this run is part of it, whatever the server has signed so far.
  const logSize = options.proofOnly ? 0 : await readLogSize(client, 0);
  const newest = await readCheckpoint(log, logSize);
  if (newest === undefined) {
    return report.build();
  }
  const isComplete = checkSizes(newest.checkpoint, kept, report);
  if (!kept.some(({ size }) => size > 0)) {
    const message = "no kept checkpoint: the server may have rebuilt the whole log before this run";
    report.addCondition({ code: "no_checkpoint", message });
  }
  if (options.proofOnly) {
    if (isComplete) {
      await verifyGrowth(client, newest.checkpoint, kept, report);
    }
    return finish(report.build(), newest, options);
  }
  const { result, last } = await verifyEntries(log, options, newest, logSize, kept);
  return finish(report.build(result), last, options);
}

async function finish(report: VerifyReport, { note }: SignedCheckpoint, { saveCheckpoint }: VerifyOptions) {
  if (report.verdict !== "failed" && saveCheckpoint !== undefined) {
    await writeCheckpoint(saveCheckpoint, note);
  }
  return report;
}

async function readLogSize(client: AuditClient, fromSequence: number): Promise<number> {
  return Number((await client.entries(fromSequence, 1)).logSize);
}

/** Returns a signed checkpoint. If its signature is not valid, adds that to the report and returns undefined. */
async function readCheckpoint({ client, verifier, report }: LiveLog, minSize: number) {
  const note = await client.checkpoint(minSize);
  const opened = openCheckpoint(note, verifier);
  if (!opened.valid) {
    report.add({ code: opened.code, message: `the server's newest checkpoint: ${opened.message}` });
    return undefined;
  }
  return { note, checkpoint: opened.checkpoint };
}

function checkSizes(newest: Checkpoint, kept: readonly KeptCheckpoint[], report: ReportBuilder): boolean {
  const larger = kept.filter(({ size }) => size > newest.size);
  for (const { size } of larger) {
    const message = `the server's newest checkpoint: expected at least ${size} records, as in a kept checkpoint, got ${newest.size}`;
    report.add({ code: "truncated", message });
  }
  for (const { size, root } of kept) {
    if (size === newest.size && !root.every((byte, index) => byte === newest.root[index])) {
      const message = `the server's newest checkpoint: its root differs from that of a kept checkpoint of the same size ${size}: the log was forked`;
      report.add({ code: "forked", message });
    }
  }
  return larger.length === 0;
}

async function verifyGrowth(
  client: AuditClient,
  newest: Checkpoint,
  kept: readonly KeptCheckpoint[],
  report: ReportBuilder,
): Promise<void> {
  const message = "the records were not read: only that the log has grown is proved";
  report.addCondition({ code: "not_read", message });
  for (const { size, root } of kept) {
    if (size === 0) {
      // A proof from size 0 proves nothing. The condition that there is no checkpoint stands for it.
      continue;
    }
    const { hashes } = await client.consistency(size, newest.size);
    const claim = { oldSize: size, oldRoot: root, newSize: newest.size, newRoot: newest.root };
    const verification = verifyConsistency(claim, hashes.map(hashOfHex));
    if (!verification.valid) {
      const problem = `the log of ${newest.size} records does not begin with the ${size} records of the kept checkpoint: ${verification.message}`;
      report.add({ code: "wrong_proof", message: problem });
    }
  }
}

/** Decodes a hash. Returns no bytes for text that is not a hash, which makes the proof invalid. */
function hashOfHex(hex: string): Uint8Array {
  return /^[0-9a-f]{64}$/.test(hex) ? bytesFromHex(hex) : new Uint8Array();
}

/**
 * Verifies the records up to the checkpoint. An event may have been redacted after the checkpoint was signed and before
 * it was read. Its record is then found by reading on, up to a newer checkpoint.
 */
async function verifyEntries(
  log: LiveLog,
  { origin, allowLaterRedactions }: VerifyOptions,
  newest: SignedCheckpoint,
  firstLogSize: number,
  kept: readonly KeptCheckpoint[],
): Promise<{ readonly result: TrailAuditResult; readonly last: SignedCheckpoint }> {
  const { client, report } = log;
  // `checkSizes` has already reported checkpoints that are larger, or of the same size with a different root.
  const others = kept.filter(({ size }) => size < newest.checkpoint.size);
  const audit = createTrailAudit({ origin, checkpoints: [newest.checkpoint, ...others] });
  nameServerCheckpoint(newest.checkpoint, kept, report);
  await readRecords(log, audit, 0, newest.checkpoint.size);
  let last = newest;
  let logSize = firstLogSize;
  // A redaction and its record enter the log together, so a log that ends has no record that could still come.
  let hasEnded = false;
  for (let round = 1; round < maxRounds && audit.unconfirmed > 0 && !hasEnded; round++) {
    logSize = await readLogSize(client, last.checkpoint.size);
    hasEnded = logSize <= last.checkpoint.size;
    const newer = hasEnded ? undefined : await readCheckpoint(log, logSize);
    if (newer === undefined || newer.checkpoint.size <= last.checkpoint.size) {
      break;
    }
    audit.readOn(newer.checkpoint);
    nameServerCheckpoint(newer.checkpoint, kept, report);
    await readRecords(log, audit, last.checkpoint.size, newer.checkpoint.size);
    last = newer;
  }
  const { size } = last.checkpoint;
  if (size < logSize) {
    const message = `${size} of ${logSize} records: the server has signed no checkpoint for the others, which were not read`;
    report.addCondition({ code: "not_covered", message });
  }
  return { result: audit.finish({ allowLaterRedactions: allowLaterRedactions || !hasEnded }), last };
}

function nameServerCheckpoint({ size }: Checkpoint, kept: readonly KeptCheckpoint[], report: ReportBuilder): void {
  if (!kept.some((checkpoint) => checkpoint.size === size)) {
    report.addServerCheckpoint(size);
  }
}

async function readRecords({ client, report }: LiveLog, audit: TrailAudit, from: number, end: number): Promise<void> {
  const bar = createProgressBar(end, "records");
  try {
    for (let next = from; next < end; ) {
      const { entries } = await client.entries(next);
      const wanted = entries.slice(0, end - next);
      for (const entry of wanted) {
        const record = recordOfEntry(entry);
        const fault = audit.push(record);
        report.addTrailFault(fault);
        if (fault === undefined) {
          report.addRedaction(record);
        }
      }
      next += wanted.length;
      bar.update(next);
      if (wanted.length === 0) {
        break;
      }
    }
  } finally {
    bar.stop();
  }
}

async function writeCheckpoint(path: string, note: string): Promise<void> {
  try {
    await writeFile(path, note);
  } catch (cause) {
    throw new VerifyError(`--save-checkpoint: ${(cause as Error).message}`, "check the path", { cause });
  }
}

const commitPattern = /^\{"commit":"([0-9a-f]{64})",/;

/**
 * Converts an entry of ChaukasAuditService to a record of an export. What the entry claims is checked when the record
 * is verified: text that is not a record leads to a leaf that cannot match.
 */
function recordOfEntry(entry: LogEntry): ExportedRecord {
  const commit = commitPattern.exec(entry.record)?.[1] ?? "";
  return {
    sequence: Number(entry.sequence),
    event: entry.event ?? create(EventSchema),
    opening: logEntryOpening(entry),
    commit,
    leaf: leafHash(entry.record),
  };
}
