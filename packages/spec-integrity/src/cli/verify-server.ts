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
import { createTrailAudit } from "../trail/trail-audit.js";
import { verifyConsistency } from "../tree/verify-proof.js";
import { type AuditClient, createAuditClient } from "./create-audit-client.js";
import { createProgressBar } from "./create-progress-bar.js";
import type { VerifyOptions } from "./parse-options.js";
import type { KeptCheckpoint } from "./read-checkpoints.js";
import { VerifyError } from "./verify-error.js";
import type { ReportBuilder, VerifyReport } from "./verify-report.js";

/** Verifies the log of a running server, up to its newest checkpoint, against kept checkpoints. */
export async function verifyServer(
  options: VerifyOptions,
  verifier: NoteVerifier,
  kept: readonly KeptCheckpoint[],
  report: ReportBuilder,
): Promise<VerifyReport> {
  const { tenantId } = parseOrigin(options.origin);
  const client = createAuditClient(options.source, tenantId, process.env["CHAUKAS_KEY"] || undefined);
  const note = await client.checkpoint();
  const newest = openCheckpoint(note, verifier);
  if (!newest.valid) {
    report.add({ code: newest.code, message: `the server's newest checkpoint: ${newest.message}` });
    return report.build();
  }
  const { checkpoint } = newest;
  const isComplete = checkSizes(checkpoint, kept, report);
  if (kept.length === 0) {
    report.leaveOpen("whether the whole log was rebuilt: no kept checkpoint was given");
  }
  const result = options.proofOnly
    ? isComplete && (await verifyGrowth(client, checkpoint, kept, report))
    : await verifyEntries(client, options.origin, checkpoint, kept, report);
  const built = report.build(result || undefined);
  if (built.verified && options.saveCheckpoint !== undefined) {
    await saveCheckpoint(options.saveCheckpoint, note);
  }
  return built;
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
): Promise<undefined> {
  report.leaveOpen("whether the events match their records: the records were not read");
  for (const { size, root } of kept) {
    if (size === 0) {
      report.leaveOpen("whether the log has only grown since a checkpoint of size 0: it covers no records");
      continue;
    }
    const { hashes } = await client.consistency(size, newest.size);
    const claim = { oldSize: size, oldRoot: root, newSize: newest.size, newRoot: newest.root };
    const verification = verifyConsistency(claim, hashes.map(hashOfHex));
    if (!verification.valid) {
      const message = `the log of ${newest.size} records does not begin with the ${size} records of the kept checkpoint: ${verification.message}`;
      report.add({ code: "wrong_proof", message });
    }
  }
}

/** Decodes a hash. Returns no bytes for text that is not a hash, which makes the proof invalid. */
function hashOfHex(hex: string): Uint8Array {
  return /^[0-9a-f]{64}$/.test(hex) ? bytesFromHex(hex) : new Uint8Array();
}

async function verifyEntries(
  client: AuditClient,
  origin: string,
  newest: Checkpoint,
  kept: readonly KeptCheckpoint[],
  report: ReportBuilder,
) {
  // `checkSizes` has already reported checkpoints that are larger, or of the same size with a different root.
  const others = kept.filter(({ size }) => size < newest.size);
  const audit = createTrailAudit({ origin, checkpoints: [newest, ...others] });
  const bar = createProgressBar(newest.size, "records");
  try {
    for (let next = 0; next < newest.size; ) {
      const { entries } = await client.entries(next);
      const wanted = entries.slice(0, newest.size - next);
      for (const entry of wanted) {
        report.addTrailFault(audit.push(recordOfEntry(entry)));
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
  return audit.finish();
}

async function saveCheckpoint(path: string, note: string): Promise<void> {
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
