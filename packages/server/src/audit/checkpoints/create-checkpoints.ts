// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { signCheckpoint } from "@chaukas/spec-integrity";
import { Code, ConnectError } from "@connectrpc/connect";
import { shareRuns } from "../../concurrency/share-runs.js";
import type { EventLog, SavedCheckpoint } from "../../store/contract/event-log.js";
import { isStoreError } from "../../store/contract/store-error.js";
import { type CheckpointFault, checkGrowth, isCheckpointFault } from "./check-growth.js";
import type { LogSigner } from "./signing-key.js";

/** Checkpoints of all logs. Each one is stored durably before it is returned. */
export interface Checkpoints {
  /**
   * Returns the newest checkpoint of a log, or signs a new one if that is smaller than `minSize`. Throws `out_of_range`
   * if the log itself is smaller, and a `CheckpointFault` if it must not be signed.
   */
  newest(tenantId: string, minSize?: number): Promise<SavedCheckpoint>;
  /** Signs the current log. Throws a `CheckpointFault` if it contradicts its last checkpoint. */
  sign(tenantId: string): Promise<SavedCheckpoint>;
}

/** Dependencies of {@link createCheckpoints}. */
export interface CheckpointParts {
  readonly log: EventLog;
  readonly signerOf: (tenantId: string) => LogSigner;
  readonly now: () => number;
  /** Called for every checkpoint that was signed. */
  readonly onSigned: (tenantId: string, checkpoint: SavedCheckpoint) => void;
  /** Called for every log that was checked before signing, with the fault if it contradicts its last checkpoint. */
  readonly onChecked: (tenantId: string, fault: CheckpointFault | undefined) => void;
}

/** Servers that share a store may sign at the same time. All but one of them have to retry. */
const maxAttempts = 8;

/** Creates the checkpoints of the logs in a store. Concurrent calls for a tenant share a run of signing. */
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
    // Reading in this order ensures that the head is not older than the checkpoint.
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
      // Not saved: every log extends the empty one, and callers may request tenants that do not exist.
      return checkpoint;
    }
    if (await save(log, tenantId, checkpoint, attempt)) {
      onSigned(tenantId, checkpoint);
      return checkpoint;
    }
  }
}

/** Saves a checkpoint. Returns false if another server has signed a larger log in the meantime. */
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
