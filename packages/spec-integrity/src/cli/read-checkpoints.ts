// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type Checkpoint, openCheckpoint } from "../note/checkpoint.js";
import type { NoteVerifier } from "../note/note-key.js";
import { readTextFile } from "./read-text-file.js";
import type { ReportBuilder } from "./verify-report.js";

/** A checkpoint that was kept, and whose signature is right. */
export type KeptCheckpoint = Checkpoint;

/**
 * Reads kept checkpoints and verifies their signatures. One that is not to be trusted, or two that contradict each
 * other, are faults of the report; what is left is returned.
 */
export async function readCheckpoints(
  paths: readonly string[],
  verifier: NoteVerifier,
  report: ReportBuilder,
): Promise<KeptCheckpoint[]> {
  const kept: KeptCheckpoint[] = [];
  for (const path of paths) {
    const opened = openCheckpoint(await readTextFile(path, "--checkpoint"), verifier);
    if (!opened.valid) {
      report.add({ code: opened.code, message: `${path}: ${opened.message}` });
      continue;
    }
    const { checkpoint } = opened;
    const other = kept.find(({ size }) => size === checkpoint.size);
    if (other !== undefined && !other.root.every((byte, index) => byte === checkpoint.root[index])) {
      const message = `${path}: a checkpoint of size ${checkpoint.size} has another root than one before: the log was forked`;
      report.add({ code: "forked", message });
      continue;
    }
    kept.push(checkpoint);
  }
  return kept;
}
