// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isIntegrityError } from "../errors/integrity-error.js";
import { parseExportHeader } from "../trail/export-format.js";
import { createTrailAudit, type TrailAudit } from "../trail/trail-audit.js";
import { createProgressBar } from "./create-progress-bar.js";
import { openExport } from "./open-export.js";
import type { KeptCheckpoint } from "./read-checkpoints.js";
import { type ExportLine, readExportLines } from "./read-export-lines.js";
import { VerifyError } from "./verify-error.js";
import type { ReportBuilder, VerifyReport } from "./verify-report.js";

const maxLineBytes = 64 * 1024 * 1024;

/** Verifies an export against kept checkpoints. Rejects with a `VerifyError` if the file is not an export. */
export async function verifyExport(
  path: string,
  origin: string,
  kept: readonly KeptCheckpoint[],
  report: ReportBuilder,
): Promise<VerifyReport> {
  const bytes = await openExport(path);
  const audit = createTrailAudit({ origin, checkpoints: kept });
  const bar = createProgressBar(bytes.total, "bytes");
  let size: number | undefined;
  try {
    for await (const lines of readExportLines(bytes.chunks, maxLineBytes)) {
      const [header] = size === undefined ? lines.splice(0, 1) : [];
      if (header !== undefined) {
        const claim = readHeader(header, path);
        if (claim.origin !== origin) {
          report.add({
            code: "wrong_origin",
            message: `the export: expected the origin ${origin}, got ${claim.origin}`,
            line: 1,
          });
          return report.build();
        }
        size = claim.size;
      }
      for (const line of lines) {
        pushLine(audit, line, report);
      }
      bar.update(bytes.read());
    }
  } finally {
    bar.stop();
  }
  if (size === undefined) {
    throw new VerifyError(`${path}: expected an export, got an empty file`, howToExport);
  }
  return finish(audit, size, kept, report);
}

const howToExport = "give an export written by `chaukas-server export --proof`";

function readHeader(line: ExportLine, path: string): { origin: string; size: number } {
  try {
    return parseExportHeader(line.text ?? "");
  } catch (error) {
    if (isIntegrityError(error)) {
      throw new VerifyError(`${path}: ${error.message}`, howToExport, { cause: error });
    }
    throw error;
  }
}

function pushLine(audit: TrailAudit, { number, text, problem }: ExportLine, report: ReportBuilder): void {
  // An unreadable line counts as a record, like every other malformed line.
  const fault = audit.pushLine(text ?? "");
  if (fault !== undefined) {
    report.addTrailFault(problem === undefined ? fault : { ...fault, message: `${fault.message}: ${problem}` }, number);
  }
}

function finish(audit: TrailAudit, size: number, kept: readonly KeptCheckpoint[], report: ReportBuilder): VerifyReport {
  const result = audit.finish();
  if (result.records !== size) {
    const message = `the export: expected the ${size} records announced in its first line, got ${result.records}`;
    report.add({ code: "wrong_size", message });
  }
  describeReach(result.records, kept, report);
  return report.build(result);
}

/** Adds to the report what the kept checkpoints do not cover. */
function describeReach(records: number, kept: readonly KeptCheckpoint[], report: ReportBuilder): void {
  const largest = Math.max(0, ...kept.map(({ size }) => size));
  if (kept.length === 0) {
    report.leaveOpen(
      "whether the whole log was rebuilt, or records were removed from its end: no kept checkpoint was given",
    );
  } else if (records > largest) {
    report.leaveOpen(
      `whether the ${records - largest} records after the largest kept checkpoint were replaced, or others were removed after them`,
    );
  }
}
