// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isIntegrityError } from "../errors/integrity-error.js";
import { auditBlocks } from "../export/audit-blocks.js";
import { parseExportHeader } from "../trail/export-format.js";
import { createTrailAudit } from "../trail/trail-audit.js";
import { createTrailWorkers, defaultMinBytes } from "../workers/trail-workers.js";
import type { ExportFile } from "./open-export.js";
import type { VerifyOptions } from "./parse-options.js";
import type { KeptCheckpoint } from "./read-checkpoints.js";
import { VerifyError } from "./verify-error.js";
import type { ReportBuilder, VerifyReport } from "./verify-report.js";

/** What to do about a file that is not an export. */
export const howToExport = "give an export written by `chaukas-server export --proof`";

/** Verifies an export against kept checkpoints. Rejects with a `VerifyError` if the file is not an export. */
export async function verifyExport(
  { path, header, blocks, size }: ExportFile,
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
  const workers = createTrailWorkers({ minBytes: size > defaultMinBytes ? 0 : defaultMinBytes });
  try {
    await auditBlocks(blocks, audit, {
      workers,
      linesBefore: 1,
      onFault: (fault, line) => report.addTrailFault(fault, line),
      onRedaction: (record) => report.addRedaction(record),
    });
  } finally {
    await workers.close();
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
