// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { splitBlocks } from "../blocks/split-blocks.js";
import { isEvidence } from "../evidence/evidence-format.js";
import { takeHeader } from "../export/take-header.js";
import { createProgressBar } from "./create-progress-bar.js";
import { openExport } from "./open-export.js";
import { requireCheckpointChoice, type VerifyOptions } from "./parse-options.js";
import { VerifyError } from "./verify-error.js";
import { type TrustedParts, verifyEvidence } from "./verify-evidence.js";
import { howToExport, verifyExport } from "./verify-export.js";
import type { ReportBuilder, VerifyReport } from "./verify-report.js";

/** Verifies a file, by the format that its first line names. Rejects with a `VerifyError` if it is of no known format. */
export async function verifyFile(
  options: VerifyOptions,
  { key, kept }: TrustedParts,
  report: ReportBuilder,
): Promise<VerifyReport> {
  const path = options.source;
  const bytes = await openExport(path);
  const bar = createProgressBar(bytes.total, "bytes");
  const blocks = splitBlocks(bytes.chunks);
  try {
    const headed = await takeHeader(blocks);
    if (headed === undefined) {
      throw new VerifyError(`${path}: expected an export, got an empty file`, howToExport);
    }
    if (/^\ufeff?\s*<(!doctype|html)/i.test(headed.header)) {
      throw new VerifyError(
        `${path}: expected an export or evidence, got a page of HTML, which can show anything`,
        'if it is a page of evidence, open it in a browser, press "Save the evidence", and verify the file that it saves',
      );
    }
    const shown = (async function* () {
      for await (const block of headed.blocks) {
        yield block;
        bar.update(bytes.read());
      }
    })();
    const file = { path, header: headed.header, blocks: shown, size: bytes.total };
    if (isEvidence(file.header)) {
      return await verifyEvidence(file, options, { key, kept }, report);
    }
    requireCheckpointChoice(options);
    return await verifyExport(file, options, kept, report);
  } finally {
    bar.stop();
    await blocks.return(undefined);
  }
}
