// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createConsistencyProof, openCheckpoint, parseCheckpoint, verifyConsistency } from "@chaukas/spec-integrity";
import type { EventLog, LogHead, SavedCheckpoint } from "../../store/contract/event-log.js";
import type { LogSigner } from "./signing-key.js";

/**
 * Why a log must not be signed:
 * - `truncated`: the log is shorter than its last checkpoint;
 * - `inconsistent`: the log does not extend its last checkpoint;
 * - `bad_checkpoint`: the stored checkpoint differs from what was signed, or is for another origin.
 */
type CheckpointFaultCode = "truncated" | "inconsistent" | "bad_checkpoint";

/** Thrown when a log contradicts its last checkpoint. Only an operator can resolve this, after finding the cause. */
export class CheckpointFault extends Error {
  override readonly name = "CheckpointFault";

  constructor(
    readonly code: CheckpointFaultCode,
    readonly tenantId: string,
    problem: string,
  ) {
    super(`log of tenant ${JSON.stringify(tenantId)}: ${problem}; the log is not signed`);
  }
}

/** Returns whether a value is a {@link CheckpointFault}, also one from another copy of this package. */
export function isCheckpointFault(value: unknown): value is CheckpointFault {
  return value instanceof Error && value.name === "CheckpointFault" && "code" in value;
}

/** The last checkpoint of a log and its current head. */
export interface LogGrowth {
  readonly tenantId: string;
  readonly last: SavedCheckpoint;
  readonly head: LogHead;
}

/**
 * Proves from the stored tree that a log extends its last checkpoint. Throws a `CheckpointFault` if it does not.
 */
export async function checkGrowth(log: EventLog, signer: LogSigner, growth: LogGrowth): Promise<void> {
  const { tenantId, last, head } = growth;
  checkNote(tenantId, last, signer);
  if (head.size < last.size) {
    throw new CheckpointFault("truncated", tenantId, `expected at least ${last.size} records, got ${head.size}`);
  }
  if (last.size === 0) {
    return;
  }
  const proof = await createConsistencyProof(last.size, head.size, (nodes) => log.readNodes(tenantId, nodes));
  const claim = { oldSize: last.size, oldRoot: last.root, newSize: head.size, newRoot: head.root };
  const result = verifyConsistency(claim, proof);
  if (!result.valid) {
    const problem = `expected a log of ${head.size} records that extends its last checkpoint of ${last.size}`;
    throw new CheckpointFault("inconsistent", tenantId, `${problem}: ${result.message}`);
  }
}

/**
 * Checks the stored columns against the signed note, so that altered columns cannot make the server sign another log. A
 * note without a signature by the current key is accepted, since the key may have been replaced.
 */
function checkNote(tenantId: string, last: SavedCheckpoint, signer: LogSigner): void {
  const opened = openCheckpoint(last.note, signer);
  if (!opened.valid && opened.code !== "unsigned") {
    throw new CheckpointFault("bad_checkpoint", tenantId, `last checkpoint: ${opened.message}`);
  }
  const { origin, size, root } = opened.valid ? opened.checkpoint : readNote(tenantId, last.note);
  if (origin !== signer.name) {
    const problem = `last checkpoint: expected the origin ${signer.name}, which must never change, got ${origin}`;
    throw new CheckpointFault("bad_checkpoint", tenantId, problem);
  }
  if (size !== last.size || Buffer.compare(root, last.root) !== 0) {
    throw new CheckpointFault("bad_checkpoint", tenantId, "last checkpoint: expected the size and root in its note");
  }
}

function readNote(tenantId: string, note: string) {
  try {
    return parseCheckpoint(note.slice(0, note.indexOf("\n\n") + 1));
  } catch (error) {
    throw new CheckpointFault("bad_checkpoint", tenantId, (error as Error).message);
  }
}
