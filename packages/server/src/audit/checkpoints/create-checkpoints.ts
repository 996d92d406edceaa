// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { signCheckpoint } from "@chaukas/spec-integrity";
import { Code, ConnectError } from "@connectrpc/connect";
import { shareRuns } from "../../concurrency/share-runs.js";
import type { EventLog, SavedCheckpoint } from "../../store/contract/event-log.js";
import { isStoreError } from "../../store/contract/store-error.js";
import { type CheckpointFault, checkGrowth, isCheckpointFault } from "./check-growth.js";
import type { LogSigner } from "./signing-key.js";

/** The checkpoints of all logs. What is given out is saved before, durably. */
export interface Checkpoints {
  /**
   * The newest checkpoint of a log, or a new one where that is smaller than `minSize`. Throws `out_of_range` when the
   * log is smaller, too, and a `CheckpointFault` when it must not be signed.
   */
  newest(tenantId: string, minSize?: number): Promise<SavedCheckpoint>;
  /** Signs the log as it is now. Throws a `CheckpointFault` when it contradicts what was signed before. */
  sign(tenantId: string): Promise<SavedCheckpoint>;
}

/** What {@link createCheckpoints} works with. */
export interface CheckpointParts {
  readonly log: EventLog;
  readonly signerOf: (tenantId: string) => LogSigner;
  readonly now: () => number;
  /** Told of every checkpoint that was signed. */
  readonly onSigned: (tenantId: string, checkpoint: SavedCheckpoint) => void;
  /** Told, whenever a log was looked at to be signed, whether it contradicts what was signed before. */
  readonly onChecked: (tenantId: string, fault: CheckpointFault | undefined) => void;
}

/** Other servers on the same store may sign at the same time, and all but one of them have to look again. */
const maxAttempts = 8;

/** Creates what signs logs and knows their checkpoints. */
export function createCheckpoints(parts: CheckpointParts): Checkpoints {
  const sign = shareRuns(async (tenantId: string) => {
    try {
      const checkpoint = await signNow(parts, tenantId);
      parts.onChecked(tenantId, undefined);
      return checkpoint;
    } catch (error) {
      if (isCheckpointFault(error)) {
        parts.onChecked(tenantId, error);
      }
      throw error;
    }
  });
  return {
    sign,
    async newest(tenantId, minSize = 0) {
      const saved = await parts.log.readCheckpoint(tenantId);
      if (saved !== undefined && saved.size >= minSize) {
        return saved;
      }
      const signed = await sign(tenantId);
      if (signed.size < minSize) {
        const problem = `min_size: expected at most ${signed.size}, the size of the log, got ${minSize}`;
        throw new ConnectError(problem, Code.OutOfRange);
      }
      return signed;
    },
  };
}

async function signNow(parts: CheckpointParts, tenantId: string): Promise<SavedCheckpoint> {
  const { log, signerOf, now, onSigned } = parts;
  const signer = signerOf(tenantId);
  for (let attempt = 1; ; attempt++) {
    // In this order, the log cannot have been signed at a size that was read before.
    const last = await log.readCheckpoint(tenantId);
    const head = await log.readHead(tenantId);
    if (last !== undefined) {
      await checkGrowth(log, signer, { tenantId, last, head });
      if (last.size === head.size) {
        return last;
      }
    }
    const note = signCheckpoint({ origin: signer.name, size: head.size, root: head.root }, signer);
    const checkpoint = { size: head.size, root: head.root, note, signedMs: now() };
    if (head.size === 0) {
      // Every log is consistent with the empty one, and tenants may be asked for that there are not.
      return checkpoint;
    }
    if (await save(log, tenantId, checkpoint, attempt)) {
      onSigned(tenantId, checkpoint);
      return checkpoint;
    }
  }
}

/** False when another server has signed a larger log meanwhile. */
async function save(log: EventLog, tenantId: string, checkpoint: SavedCheckpoint, attempt: number): Promise<boolean> {
  try {
    await log.saveCheckpoint(tenantId, checkpoint);
    return true;
  } catch (error) {
    if (isStoreError(error) && error.code === "conflict" && attempt < maxAttempts) {
      return false;
    }
    throw error;
  }
}
