// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { bytesToHex } from "../encoding/hex.js";
import type { SequenceRange } from "../trail/sequence-order.js";
import type { AuditedCheckpoint, TrailAuditResult } from "../trail/trail-audit.js";
import type { TrailFault } from "../trail/trail-fault.js";

/** A fault, as `chaukas-verify` reports it. */
interface ReportedFault {
  /**
   * A `TrailFaultCode`, a `CheckpointFaultCode`, or one that only this command reports: `wrong_size`, `wrong_proof`,
   * `forked`.
   */
  readonly code: string;
  readonly message: string;
  readonly sequence?: number;
  readonly event_id?: string;
  /** Line of the export, from 1. */
  readonly line?: number;
}

/** Result of `chaukas-verify`, as `--json` prints it. */
export interface VerifyReport {
  readonly verified: boolean;
  readonly source: string;
  readonly origin: string;
  /** Number of records that were checked. */
  readonly records: number;
  /** Number of redacted events. They verify unless there is a fault for them. */
  readonly redacted: number;
  /** Root of the tree over the records, in hex. */
  readonly root?: string;
  readonly checkpoints: readonly AuditedCheckpoint[];
  readonly missing: readonly SequenceRange[];
  /** Number of faults by their code. */
  readonly faults: Readonly<Record<string, number>>;
  /** The first faults, at most ten. */
  readonly first: readonly ReportedFault[];
  /** What was not verified, as text. */
  readonly not_verified: readonly string[];
}

const maxReported = 10;

/** Collects the results of a verification. */
export interface ReportBuilder {
  /** Counts a fault, and lists it if it is one of the first. */
  add(fault: ReportedFault): void;
  addTrailFault(fault: TrailFault | undefined, line?: number): void;
  /** Adds something that was not verified. */
  leaveOpen(what: string): void;
  build(result?: TrailAuditResult): VerifyReport;
}

/** Creates a report. */
export function createReport(source: string, origin: string): ReportBuilder {
  const counts = new Map<string, number>();
  const first: ReportedFault[] = [];
  const open: string[] = [];
  const list = (fault: ReportedFault) => {
    if (first.length < maxReported) {
      first.push(fault);
    }
  };
  return {
    add(fault) {
      counts.set(fault.code, (counts.get(fault.code) ?? 0) + 1);
      list(fault);
    },
    addTrailFault(fault, line) {
      if (fault !== undefined) {
        list(reportedFault(fault, line));
      }
    },
    leaveOpen: (what) => void open.push(what),
    build(result) {
      const faults = new Map([...(result?.faults ?? []), ...counts]);
      // A fault that belongs to no line: the end is missing, or a checkpoint of size 0 has the wrong root.
      if (result?.first !== undefined && !first.some(({ message }) => message === result.first?.message)) {
        list(reportedFault(result.first));
      }
      return {
        verified: faults.size === 0,
        source,
        origin,
        records: result?.records ?? 0,
        redacted: result?.redacted ?? 0,
        ...(result?.root !== undefined && { root: bytesToHex(result.root) }),
        checkpoints: result?.checkpoints ?? [],
        missing: result?.missing ?? [],
        faults: Object.fromEntries(faults),
        first,
        not_verified: open,
      };
    },
  };
}

function reportedFault({ code, message, sequence, eventId }: TrailFault, line?: number): ReportedFault {
  return {
    code,
    message,
    ...(sequence !== undefined && { sequence }),
    ...(eventId !== undefined && { event_id: eventId }),
    ...(line !== undefined && { line }),
  };
}

/** Formats a report as lines of text. */
export function formatReport(report: VerifyReport): string {
  const faults = Object.values(report.faults).reduce((sum, count) => sum + count, 0);
  const records = `${report.records.toLocaleString("en-US")} records`;
  const redacted = report.redacted === 0 ? "" : `, ${report.redacted.toLocaleString("en-US")} of them redacted`;
  const lines = [
    report.verified
      ? `verified: ${report.origin}: ${records}${redacted}`
      : `NOT VERIFIED: ${report.origin}: ${faults} fault${faults === 1 ? "" : "s"} in ${records}${redacted}`,
    ...report.first.map(({ message, line }) => `  ${line === undefined ? "" : `line ${line}: `}${message}`),
  ];
  if (faults > report.first.length) {
    const counts = Object.entries(report.faults).map(([code, count]) => `${count} ${code}`);
    lines.push(`  and more, in total: ${counts.join(", ")}`);
  }
  for (const { start, end } of report.missing) {
    lines.push(`  missing: ${end - start === 1 ? `record ${start}` : `records ${start} to ${end - 1}`}`);
  }
  for (const { size, state } of report.checkpoints) {
    lines.push(`checkpoint of size ${size}: ${state}`);
  }
  if (report.root !== undefined) {
    lines.push(`root: ${report.root}`);
  }
  lines.push(...report.not_verified.map((what) => `not verified: ${what}`));
  return `${lines.join("\n")}\n`;
}
