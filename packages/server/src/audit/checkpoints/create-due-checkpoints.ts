// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Checkpoints } from "./create-checkpoints.js";

/** Knows which logs have grown since they were signed. */
export interface DueCheckpoints {
  /** Notes that a log has grown. */
  add(tenantId: string): void;
  /**
   * Signs what has grown, one log after the other. A log that cannot be signed is told to `onFailed` and stays due,
   * and does not keep the others waiting.
   */
  signAll(): Promise<void>;
}

/** What {@link createDueCheckpoints} works with. */
export interface DueCheckpointParts {
  readonly checkpoints: Pick<Checkpoints, "sign">;
  /** All tenants with events, any of which may have grown before this server began. */
  readonly listTenants: () => Promise<readonly string[]>;
  readonly onFailed: (error: unknown) => void;
}

/** Creates what signs logs that have grown. */
export function createDueCheckpoints({ checkpoints, listTenants, onFailed }: DueCheckpointParts): DueCheckpoints {
  const due = new Set<string>();
  let knowsAll = false;
  return {
    add: (tenantId) => void due.add(tenantId),
    async signAll() {
      if (!knowsAll) {
        try {
          for (const tenantId of await listTenants()) {
            due.add(tenantId);
          }
          knowsAll = true;
        } catch (error) {
          onFailed(error);
        }
      }
      for (const tenantId of [...due]) {
        // Taken out before, so that what comes in meanwhile is due again.
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
