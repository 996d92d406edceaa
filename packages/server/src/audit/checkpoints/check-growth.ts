// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createConsistencyProof, openCheckpoint, parseCheckpoint, verifyConsistency } from "@chaukas/spec-integrity";
import type { EventLog, LogHead, SavedCheckpoint } from "../../store/contract/event-log.js";
import type { LogSigner } from "./signing-key.js";

/**
 * Why a log must not be signed:
 * - `truncated`: it is shorter than the last checkpoint says;
 * - `inconsistent`: it does not begin with what the last checkpoint is about;
 * - `bad_checkpoint`: the last checkpoint is not what was signed, or one of another origin.
 */
type CheckpointFaultCode = "truncated" | "inconsistent" | "bad_checkpoint";

/** A log that contradicts what was signed about it. Nothing heals it but an operator, who has to find out why. */
export class CheckpointFault extends Error {
  override readonly name = "CheckpointFault";

  constructor(
    readonly code: CheckpointFaultCode,
    readonly tenantId: string,
    problem: string,
  ) {
    super(`log of tenant ${JSON.stringify(tenantId)}: ${problem}; nothing is signed`);
  }
}

/** Whether a value is a {@link CheckpointFault}, of this copy of the package or another. */
export function isCheckpointFault(value: unknown): value is CheckpointFault {
  return value instanceof Error && value.name === "CheckpointFault" && "code" in value;
}

/** A log at the moment, and the last that was signed about it. */
export interface LogGrowth {
  readonly tenantId: string;
  readonly last: SavedCheckpoint;
  readonly head: LogHead;
}

/**
 * Proves, from the tree as it is stored, that a log begins with what its last checkpoint is about. Throws a
 * `CheckpointFault` when it does not.
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
    const problem = `expected a log of ${head.size} records that begins with the ${last.size} of its last checkpoint`;
    throw new CheckpointFault("inconsistent", tenantId, `${problem}: ${result.message}`);
  }
}

/** Columns that were altered must not make the server sign another log. A key that was replaced may have signed. */
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
    throw new CheckpointFault("bad_checkpoint", tenantId, "last checkpoint: expected size and root of its note");
  }
}

function readNote(tenantId: string, note: string) {
  try {
    return parseCheckpoint(note.slice(0, note.indexOf("\n\n") + 1));
  } catch (error) {
    throw new CheckpointFault("bad_checkpoint", tenantId, (error as Error).message);
  }
}
