// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { IntegrityError } from "../errors/integrity-error.js";
import { isSameHash } from "../tree/tree-hash.js";
import type { Checkpoint } from "./checkpoint.js";

/**
 * Returns the roots of kept checkpoints by size. Throws an `IntegrityError` of code `mismatch` for a checkpoint of
 * another log, and for two checkpoints of the same size with different roots.
 */
export function rootsOfCheckpoints(origin: string, checkpoints: readonly Checkpoint[]): Map<number, Uint8Array> {
  const roots = new Map<number, Uint8Array>();
  for (const checkpoint of checkpoints) {
    if (checkpoint.origin !== origin) {
      throw new IntegrityError("mismatch", "", `expected the origin ${origin}, got ${checkpoint.origin}`, "checkpoint");
    }
    if (!isSameHash(roots.get(checkpoint.size) ?? checkpoint.root, checkpoint.root)) {
      const problem = `expected one root for size ${checkpoint.size}, got two: the log was forked`;
      throw new IntegrityError("mismatch", "", problem, "checkpoints");
    }
    roots.set(checkpoint.size, checkpoint.root);
  }
  return roots;
}
