// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { LogHead, SavedCheckpoint } from "../contract/event-log.js";
import { StoreError } from "../contract/store-error.js";
import { toHex } from "./hashes.js";

/**
 * Throws a `StoreError` of code `conflict` for a checkpoint that is larger than the log, or contradicts the newest
 * saved one.
 */
export function checkCheckpoint(
  tenantId: string,
  checkpoint: SavedCheckpoint,
  newest: LogHead | undefined,
  logSize: number,
): void {
  const problem = findProblem(checkpoint, newest, logSize);
  if (problem !== undefined) {
    throw new StoreError("conflict", `checkpoint of tenant ${JSON.stringify(tenantId)}: ${problem}`);
  }
}

function findProblem({ size, root }: LogHead, newest: LogHead | undefined, logSize: number): string | undefined {
  if (size > logSize) {
    return `expected at most size ${logSize}, the size of the log, got ${size}; sign the current log`;
  }
  if (newest !== undefined && size < newest.size) {
    return `expected at least size ${newest.size}, the size of the saved checkpoint, got ${size}; use the saved one`;
  }
  if (size === newest?.size && toHex(root) !== toHex(newest.root)) {
    return `expected the root ${toHex(newest.root)} of the saved checkpoint of size ${size}, got ${toHex(root)}`;
  }
  return undefined;
}
