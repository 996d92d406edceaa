// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { LogHead, SavedCheckpoint } from "./event-log.js";

/**
 * Moves whole logs between stores, with everything that identifies them: sequences, server timestamps, openings,
 * redactions and checkpoints.
 */
export interface LogTransfer {
  /** Reads saved checkpoints of a tenant's log in order of size, from those larger than `afterSize` on. */
  readCheckpoints(
    tenantId: string,
    range: { readonly afterSize: number; readonly limit: number },
  ): Promise<readonly SavedCheckpoint[]>;

  /**
   * Stores a log that was verified before, in one transaction: if `batches` throws or this rejects, nothing is stored.
   * Nothing else may write to the store meanwhile. Rejects with a `StoreError` of code `conflict` if the tenant already
   * has events, or if two events have the same ID. Resolves with the head of the log once it is durable.
   */
  importLog(tenantId: string, batches: AsyncIterable<LogBatch>): Promise<LogHead>;

  /** Replaces the secret that authenticates page tokens, so that tokens of another store are valid here. */
  replaceSecret(secret: Uint8Array): Promise<void>;
}

/** Adjacent records of a log, and the checkpoints that cover them but nothing after them. */
export interface LogBatch {
  readonly records: readonly TransferredRecord[];
  readonly checkpoints: readonly SavedCheckpoint[];
}

/** A record of another store's log. */
export interface TransferredRecord {
  /** The event in binary form, as it is now, without the fields that only the server sets. */
  readonly body: Uint8Array;
  /** When the first server received it, in milliseconds since the Unix epoch. */
  readonly receivedMs: number;
  readonly commit: Uint8Array;
  /** Leaf in the other log, which must result here as well. */
  readonly leaf: Uint8Array;
  readonly opening: TransferredOpening;
}

/** What opens the commitment of a record. */
export type TransferredOpening =
  | { readonly kind: "salt_key"; readonly saltKey: Uint8Array; readonly contentHash: Uint8Array }
  | {
      readonly kind: "leaves";
      /** Leaves as `packOpening` packs them. */
      readonly packed: Uint8Array;
      /** Number of times that the event was redacted, at least 1. */
      readonly revision: number;
    };
