// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { SavedCheckpoint } from "../contract/event-log.js";
import type { TransferredRecord } from "../contract/log-transfer.js";
import { StoreError } from "../contract/store-error.js";
import { toHex } from "./hashes.js";

/** Throws a `StoreError` of code `conflict` unless a log has no events yet. */
export function requireEmptyLog(tenantId: string, size: number): void {
  if (size > 0) {
    const problem = `expected an empty log, found one with ${size} events`;
    throw new StoreError("conflict", `tenant ${JSON.stringify(tenantId)}: ${problem}; import it into another store`);
  }
}

/** Throws a `StoreError` of code `unsupported` if a record has another leaf here than in the log that it comes from. */
export function requireSameLeaf(sequence: number, leaf: Uint8Array, record: TransferredRecord): void {
  if (Buffer.compare(leaf, record.leaf) !== 0) {
    const problem = `expected the leaf ${toHex(leaf)} of its contents, got ${toHex(record.leaf)}`;
    throw new StoreError("unsupported", `record ${sequence}: ${problem}`);
  }
}

/** Throws a `StoreError` of code `unsupported` for a checkpoint that does not cover all records so far. */
export function requireCheckpointOf(tenantId: string, { size }: SavedCheckpoint, logSize: number): void {
  if (size !== logSize) {
    const problem = `expected a size of ${logSize}, got ${size}`;
    throw new StoreError("unsupported", `checkpoint of tenant ${JSON.stringify(tenantId)}: ${problem}`);
  }
}

/** Returns the error for an event whose ID an earlier record of the log has. */
export function repeatedEventError(sequence: number, eventId: string): StoreError {
  const problem = `expected an event_id that no earlier record has, got ${JSON.stringify(eventId)}`;
  return new StoreError("conflict", `record ${sequence}: ${problem}`);
}
