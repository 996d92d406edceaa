// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isIntegrityError } from "../errors/integrity-error.js";
import { type ExportedRecord, parseExportHeader, parseExportLine } from "../trail/export-format.js";
import { createTrailAudit, type TrailAudit } from "../trail/trail-audit.js";
import type { VerifyOptions } from "./parse-options.js";
import type { KeptCheckpoint } from "./read-checkpoints.js";
import type { ExportFile, ExportLine } from "./read-export-lines.js";
import { VerifyError } from "./verify-error.js";
import type { ReportBuilder, VerifyReport } from "./verify-report.js";

/** What to do about a file that is not an export. */
export const howToExport = "give an export written by `chaukas-server export --proof`";

/** Verifies an export against kept checkpoints. Rejects with a `VerifyError` if the file is not an export. */
export async function verifyExport(
  { path, header, lines }: ExportFile,
  { origin, allowLaterRedactions }: VerifyOptions,
  kept: readonly KeptCheckpoint[],
  report: ReportBuilder,
): Promise<VerifyReport> {
  const claim = readHeader(header, path);
  if (claim.origin !== origin) {
    const message = `the export: expected the origin ${origin}, got ${claim.origin}`;
    report.add({ code: "wrong_origin", message, line: 1 });
    return report.build();
  }
  const audit = createTrailAudit({ origin, checkpoints: kept, allowLaterRedactions });
  for await (const group of lines) {
    for (const line of group) {
      pushLine(audit, line, report);
    }
  }
  const result = audit.finish();
  if (result.records !== claim.size) {
    const message = `the export: expected the ${claim.size} records announced in its first line, got ${result.records}`;
    report.add({ code: "wrong_size", message });
  }
  return report.build(result);
}

function readHeader(line: string, path: string): { origin: string; size: number } {
  try {
    return parseExportHeader(line);
  } catch (error) {
    if (isIntegrityError(error)) {
      throw new VerifyError(`${path}: ${error.message}`, howToExport, { cause: error });
    }
    throw error;
  }
}

function pushLine(audit: TrailAudit, { number, text = "", problem }: ExportLine, report: ReportBuilder): void {
  const record = parseLine(text);
  if (record !== undefined) {
    const fault = audit.push(record);
    report.addTrailFault(fault, number);
    if (fault === undefined) {
      report.addRedaction(record);
    }
    return;
  }
  // An unreadable line counts as a record, like every other malformed line.
  const fault = audit.pushLine(text);
  if (fault !== undefined) {
    report.addTrailFault(problem === undefined ? fault : { ...fault, message: `${fault.message}: ${problem}` }, number);
  }
}

/** Reads a line. Returns undefined for a malformed one, of which the audit tells what is wrong. */
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
