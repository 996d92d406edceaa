// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Checkpoints } from "./create-checkpoints.js";

/** Tracks which logs have grown since they were last signed. */
export interface DueCheckpoints {
  /** Records that a log has grown. */
  add(tenantId: string): void;
  /**
   * Signs all logs that have grown, one after the other. A log that cannot be signed is reported to `onFailed`, stays
   * due, and does not hold up the others.
   */
  signAll(): Promise<void>;
}

/** Dependencies of {@link createDueCheckpoints}. */
export interface DueCheckpointParts {
  readonly checkpoints: Pick<Checkpoints, "sign">;
  /** Lists all tenants with events, since any of their logs may have grown before this server started. */
  readonly listTenants: () => Promise<readonly string[]>;
  readonly onFailed: (error: unknown) => void;
}

/** Creates the tracker that signs logs that have grown. */
export function createDueCheckpoints({ checkpoints, listTenants, onFailed }: DueCheckpointParts): DueCheckpoints {
  const due = new Set<string>();
  let hasListed = false;
  return {
    add: (tenantId) => void due.add(tenantId),
    async signAll() {
      if (!hasListed) {
        try {
          for (const tenantId of await listTenants()) {
            due.add(tenantId);
          }
          hasListed = true;
        } catch (error) {
          onFailed(error);
        }
      }
      for (const tenantId of [...due]) {
        // Removed first, so that growth during signing makes the log due again.
        due.delete(tenantId);
        try {
          await checkpoints.sign(tenantId);
        } catch (error) {
          due.add(tenantId);
          onFailed(error);
        }
      }
    },
  };
}
