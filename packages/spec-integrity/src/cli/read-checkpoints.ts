// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Checkpoint, openCheckpoint } from "../note/checkpoint.js";
import type { NoteVerifier } from "../note/note-key.js";
import { readTextFile } from "./read-text-file.js";
import { VerifyError } from "./verify-error.js";
import type { ReportBuilder } from "./verify-report.js";

/** A kept checkpoint whose signature is valid. */
export type KeptCheckpoint = Checkpoint;

/**
 * Reads kept checkpoints and verifies their signatures. A checkpoint that cannot be trusted, or that contradicts an
 * earlier one, is added to the report as a fault. Returns the others. Rejects with a `VerifyError` if a file is empty, as
 * after a download that failed: that says nothing about the trail.
 */
export async function readCheckpoints(
  paths: readonly string[],
  verifier: NoteVerifier,
  report: ReportBuilder,
): Promise<KeptCheckpoint[]> {
  const kept: KeptCheckpoint[] = [];
  for (const path of paths) {
    const text = await readTextFile(path, "--checkpoint");
    if (text.trim() === "") {
      throw new VerifyError(
        `--checkpoint: ${path}: expected a signed checkpoint, got an empty file`,
        "give the checkpoint that you kept, or leave the option out",
      );
    }
    const opened = openCheckpoint(text, verifier);
    if (!opened.valid) {
      report.add({ code: opened.code, message: `${path}: ${opened.message}` });
      continue;
    }
    const { checkpoint } = opened;
    const other = kept.find(({ size }) => size === checkpoint.size);
    if (other !== undefined && !other.root.every((byte, index) => byte === checkpoint.root[index])) {
      const message = `${path}: the root of size ${checkpoint.size} differs from that of another kept checkpoint: the log was forked`;
      report.add({ code: "forked", message });
      continue;
    }
    kept.push(checkpoint);
  }
  return kept;
}
