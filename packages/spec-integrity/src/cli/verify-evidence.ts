// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { linesOfBlock, type TextLine } from "../blocks/block-lines.js";
import { defaultBlockLimits } from "../blocks/split-blocks.js";
import { tryParse } from "../errors/integrity-error.js";
import { type EvidenceRecord, parseEvidenceLine } from "../evidence/evidence-format.js";
import { createEvidenceVerifier, type EvidenceVerifier } from "../evidence/evidence-verifier.js";
import type { NoteVerifier } from "../note/note-key.js";
import type { ExportFile } from "./open-export.js";
import type { VerifyOptions } from "./parse-options.js";
import type { KeptCheckpoint } from "./read-checkpoints.js";
import { VerifyError } from "./verify-error.js";
import type { ReportBuilder, VerifyReport } from "./verify-report.js";

/** What a verification trusts. */
export interface TrustedParts {
  readonly key: NoteVerifier | undefined;
  readonly kept: readonly KeptCheckpoint[];
}

/** Verifies evidence against the key or a kept checkpoint. Rejects with a `VerifyError` for an option of whole logs. */
export async function verifyEvidence(
  { header, blocks }: ExportFile,
  { origin, allowLaterRedactions }: VerifyOptions,
  { key, kept }: TrustedParts,
  report: ReportBuilder,
): Promise<VerifyReport> {
  if (allowLaterRedactions) {
    const problem = "expected an export of a whole log, got evidence, which contains the records of its redactions";
    throw new VerifyError(`--allow-later-redactions: ${problem}`, "leave the option out");
  }
  const verifier = createEvidenceVerifier({ origin, ...(key !== undefined && { key }), checkpoints: kept });
  const headerFault = verifier.pushLine(header);
  if (headerFault !== undefined) {
    report.addEvidenceFault(headerFault, 1);
  }
  let line = 1;
  for await (const block of blocks) {
    for (const text of linesOfBlock(block, defaultBlockLimits.maxLineBytes)) {
      line++;
      const record = pushLine(verifier, text, line, report);
      if (record !== undefined && headerFault === undefined) {
        report.addRedaction(record);
      }
    }
  }
  const result = verifier.finish();
  for (const fault of result.atEnd ?? []) {
    report.addEvidenceFault(fault);
  }
  const isKept = kept.some(({ size }) => size === result.header?.size);
  return report.buildEvidence(result, isKept ? "kept" : key !== undefined ? "evidence" : undefined);
}

/** Verifies a line, and returns its record unless it has a fault. */
function pushLine(
  verifier: EvidenceVerifier,
  { text, problem }: TextLine,
  line: number,
  report: ReportBuilder,
): EvidenceRecord | undefined {
  const parsed = tryParse(() => parseEvidenceLine(text));
  const fault = "value" in parsed ? verifier.push(parsed.value) : verifier.pushLine(text);
  if (fault === undefined) {
    return "value" in parsed ? parsed.value : undefined;
  }
  const message = problem === undefined ? fault.message : `${fault.message}: ${problem}`;
  report.addEvidenceFault({ ...fault, message }, line);
  return undefined;
}
