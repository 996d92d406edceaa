// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { JsonObject } from "@bufbuild/protobuf";
import { bytesToHex } from "../encoding/hex.js";
import { isIntegrityError } from "../errors/integrity-error.js";
import type { EvidenceFault, EvidenceResult } from "../evidence/evidence-verifier.js";
import { normalTimestamp } from "../normal-form/normal-timestamp.js";
import type { ExportedRecord } from "../trail/export-format.js";
import type { SequenceRange } from "../trail/sequence-order.js";
import type { AuditedCheckpoint, TrailAuditResult } from "../trail/trail-audit.js";
import type { TrailFault } from "../trail/trail-fault.js";
import type { TrailCondition, TrailVerdict } from "../trail/trail-verdict.js";

/** A fault, as `chaukas-verify` reports it. */
interface ReportedFault {
  /**
   * A `TrailFaultCode`, an `EvidenceFaultCode`, a `CheckpointFaultCode`, or one that only this command reports: `wrong_size`, `wrong_proof`,
   * `forked`.
   */
  readonly code: string;
  readonly message: string;
  readonly sequence?: number;
  readonly event_id?: string;
  /** Line of the file, from 1. */
  readonly line?: number;
}

/** Something that is not proved although nothing is wrong. */
interface ReportedCondition {
  /** A code of `TrailCondition`, or one that only this command reports: `not_read`. */
  readonly code: TrailCondition["code"] | "not_read";
  readonly message: string;
  readonly sequence?: number;
  readonly event_id?: string;
}

/** A redaction, as its record in the log tells it. */
interface ReportedRedaction {
  /** Sequence and identifier of the redacted event. */
  readonly sequence: number;
  readonly event_id: string;
  /** Sequence of the record. */
  readonly recorded_by: number;
  readonly ordinal: number;
  /** When the server recorded it, in RFC 3339. Absent if the record has no valid time. */
  readonly time?: string;
  readonly places: readonly string[];
  readonly method: string;
  readonly reason: string;
  readonly requested_by?: string;
  readonly key_id?: string;
  readonly operator?: string;
}

/**
 * A checkpoint that the records were compared with. `server`: the server signed it for this run. `evidence`: it came with
 * the evidence, signed by the key.
 */
interface ReportedCheckpoint extends AuditedCheckpoint {
  readonly from: "kept" | "server" | "evidence";
}

/** Result of `chaukas-verify`, as `--json` prints it. Its JSON Schema is in `@chaukas/spec-vectors`. */
export interface VerifyReport {
  readonly format: "chaukas-verify-report/1";
  readonly verdict: TrailVerdict;
  readonly source: string;
  readonly origin: string;
  /** Number of records that were checked. */
  readonly records: number;
  /** Number of records under the largest checkpoint that matches. */
  readonly covered: number;
  /** Number of redacted events. They verify unless there is a fault for them. */
  readonly redacted: number;
  /** Root of the tree over the records, in hex. */
  readonly root?: string;
  readonly checkpoints: readonly ReportedCheckpoint[];
  /** What is not proved. Not empty if and only if the verdict is `conditional`. */
  readonly conditions: readonly ReportedCondition[];
  readonly missing: readonly SequenceRange[];
  /** The query filter that the records are selected by, as evidence states it. Absent for a whole log. */
  readonly selection?: JsonObject;
  /** Number of faults by their code. */
  readonly faults: Readonly<Record<string, number>>;
  /** The first faults, at most ten. */
  readonly first: readonly ReportedFault[];
  /** Number of redactions that the records tell of. */
  readonly redaction_count: number;
  /** The first redactions, at most twenty. */
  readonly redactions: readonly ReportedRedaction[];
}

const maxFaults = 10;
const maxRedactions = 20;
const maxTextLength = 2000;

/** Collects the results of a verification. */
export interface ReportBuilder {
  /** Counts a fault, and lists it if it is one of the first. */
  add(fault: ReportedFault): void;
  /** Lists a fault that an audit has counted. */
  addTrailFault(fault: TrailFault | undefined, line?: number): void;
  /** Counts a fault of evidence, and lists it if it is one of the first. */
  addEvidenceFault(fault: EvidenceFault, line?: number): void;
  /** Adds something that is not proved. */
  addCondition(condition: ReportedCondition): void;
  /** Counts the redaction that a record tells of, if it does, and lists it if it is one of the first. */
  addRedaction(record: Pick<ExportedRecord, "sequence" | "event">): void;
  /** Names the size of a checkpoint that the server signed for this run. */
  addServerCheckpoint(size: number): void;
  build(result?: TrailAuditResult): VerifyReport;
  /** Builds the report on evidence, whose faults have been added. */
  buildEvidence(result: EvidenceResult, from: ReportedCheckpoint["from"] | undefined): VerifyReport;
}

/** Creates a report. */
export function createReport(source: string, origin: string): ReportBuilder {
  const counts = new Map<string, number>();
  const first: ReportedFault[] = [];
  const conditions: ReportedCondition[] = [];
  const redactions: ReportedRedaction[] = [];
  const fromServer = new Set<number>();
  let redactionCount = 0;
  const list = (fault: ReportedFault) => {
    if (first.length < maxFaults) {
      first.push(fault);
    }
  };
  return {
    add(fault) {
      counts.set(fault.code, (counts.get(fault.code) ?? 0) + 1);
      list({ ...fault, message: clip(fault.message) });
    },
    addTrailFault(fault, line) {
      if (fault !== undefined) {
        list(reportedFault(fault, line));
      }
    },
    addEvidenceFault(fault, line) {
      this.add(reportedFault(fault, line));
    },
    addCondition: (condition) => void conditions.push(condition),
    addRedaction(record) {
      const redaction = redactionOf(record);
      if (redaction !== undefined && ++redactionCount <= maxRedactions) {
        redactions.push(redaction);
      }
    },
    addServerCheckpoint: (size) => void fromServer.add(size),
    build(result) {
      const faults = new Map([...(result?.faults ?? []), ...counts]);
      for (const fault of result?.atEnd ?? []) {
        list(reportedFault(fault));
      }
      const open = faults.size > 0 ? [] : [...(result?.conditions ?? []).map(reportedCondition), ...conditions];
      const checkpoints = result?.checkpoints ?? [];
      return {
        format: "chaukas-verify-report/1",
        verdict: faults.size > 0 ? "failed" : open.length > 0 ? "conditional" : "proved",
        source,
        origin,
        records: result?.records ?? 0,
        covered: Math.max(0, ...checkpoints.flatMap(({ size, state }) => (state === "matched" ? [size] : []))),
        redacted: result?.redacted ?? 0,
        ...(result?.root !== undefined && { root: bytesToHex(result.root) }),
        checkpoints: checkpoints.map(({ size, state }) => ({
          size,
          state,
          from: fromServer.has(size) ? "server" : "kept",
        })),
        conditions: open,
        missing: result?.missing ?? [],
        faults: Object.fromEntries(faults),
        first,
        redaction_count: redactionCount,
        redactions,
      };
    },
    buildEvidence({ conditions, header, records, redacted }, from) {
      const report = this.build();
      const size = header?.size ?? 0;
      const isCompared = from !== undefined && report.verdict !== "failed";
      const open = report.verdict === "failed" ? [] : [...report.conditions, ...conditions.map(reportedCondition)];
      return {
        ...report,
        verdict: open.length > 0 ? "conditional" : report.verdict,
        records,
        covered: isCompared ? size : 0,
        redacted: redacted.length,
        checkpoints: isCompared ? [{ size, state: "matched", from }] : [],
        conditions: open,
        ...(header !== undefined && { selection: header.selection }),
      };
    },
  };
}

function reportedFault({ code, message, sequence, eventId }: TrailFault | EvidenceFault, line?: number): ReportedFault {
  return {
    code,
    message: clip(message),
    ...(sequence !== undefined && { sequence }),
    ...(eventId !== undefined && { event_id: clip(eventId) }),
    ...(line !== undefined && { line }),
  };
}

function reportedCondition({ code, message, sequence, eventId }: TrailCondition): ReportedCondition {
  return {
    code,
    message: clip(message),
    ...(sequence !== undefined && { sequence }),
    ...(eventId !== undefined && { event_id: clip(eventId) }),
  };
}

function redactionOf({ sequence, event }: Pick<ExportedRecord, "sequence" | "event">): ReportedRedaction | undefined {
  if (event.content.case !== "redactionRecord") {
    return undefined;
  }
  const { eventId, ordinal, fields, method, reason, requestedBy, keyId, operator, ...about } = event.content.value;
  const time = timeOf(event);
  return {
    sequence: Number(about.sequence),
    event_id: clip(eventId),
    recorded_by: sequence,
    ordinal,
    ...(time !== undefined && { time }),
    places: fields.map(clip),
    method: clip(method),
    reason: clip(reason),
    ...(requestedBy !== "" && { requested_by: clip(requestedBy) }),
    ...(keyId !== "" && { key_id: clip(keyId) }),
    ...(operator !== "" && { operator: clip(operator) }),
  };
}

function timeOf({ serverTimestamp }: ExportedRecord["event"]): string | undefined {
  try {
    return serverTimestamp && normalTimestamp(serverTimestamp);
  } catch (error) {
    if (isIntegrityError(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Shortens a text that a forger made long to hide the rest. */
function clip(text: string): string {
  return text.length <= maxTextLength ? text : `${text.slice(0, maxTextLength)}… (${text.length} characters)`;
}
