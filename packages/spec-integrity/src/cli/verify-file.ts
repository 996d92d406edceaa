// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { isEvidence } from "../evidence/evidence-format.js";
import { createProgressBar } from "./create-progress-bar.js";
import { openExport } from "./open-export.js";
import { requireCheckpointChoice, type VerifyOptions } from "./parse-options.js";
import { type ExportLine, readExportLines } from "./read-export-lines.js";
import { VerifyError } from "./verify-error.js";
import { type TrustedParts, verifyEvidence } from "./verify-evidence.js";
import { howToExport, verifyExport } from "./verify-export.js";
import type { ReportBuilder, VerifyReport } from "./verify-report.js";

const maxLineBytes = 64 * 1024 * 1024;

/** Verifies a file, by the format that its first line names. Rejects with a `VerifyError` if it is of no known format. */
export async function verifyFile(
  options: VerifyOptions,
  { key, kept }: TrustedParts,
  report: ReportBuilder,
): Promise<VerifyReport> {
  const path = options.source;
  const bytes = await openExport(path);
  const bar = createProgressBar(bytes.total, "bytes");
  const groups = readExportLines(bytes.chunks, maxLineBytes);
  try {
    const [header, ...rest] = await readFirst(groups);
    if (header === undefined) {
      throw new VerifyError(`${path}: expected an export, got an empty file`, howToExport);
    }
    const lines = (async function* () {
      yield rest;
      for await (const group of groups) {
        yield group;
        bar.update(bytes.read());
      }
    })();
    const file = { path, header: header.text ?? "", lines };
    if (isEvidence(file.header)) {
      return await verifyEvidence(file, options, { key, kept }, report);
    }
    requireCheckpointChoice(options);
    return await verifyExport(file, options, kept, report);
  } finally {
    bar.stop();
    await groups.return(undefined);
  }
}

/** Reads the first group that has lines. Returns no lines for an empty file. */
async function readFirst(groups: AsyncGenerator<ExportLine[]>): Promise<ExportLine[]> {
  for (;;) {
    const { value, done } = await groups.next();
    if (done) {
      return [];
    }
    if (value.length > 0) {
      return value;
    }
  }
}
