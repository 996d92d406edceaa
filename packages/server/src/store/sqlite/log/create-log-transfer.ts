// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { LogHead, SavedCheckpoint } from "../../contract/event-log.js";
import type { LogTransfer } from "../../contract/log-transfer.js";
import type { LogThreads } from "./create-event-log.js";

/** Creates the transfer of whole logs into a store, served by its threads. */
export function createLogTransfer({ read, append }: LogThreads): LogTransfer {
  return {
    readCheckpoints: (tenantId, range) =>
      read("readCheckpoints", { tenantId, ...range }) as Promise<readonly SavedCheckpoint[]>,
    async importLog(tenantId, batches) {
      await append("beginImport", tenantId);
      try {
        for await (const batch of batches) {
          await append("importBatch", batch);
        }
        return (await append("commitImport")) as LogHead;
      } catch (error) {
        // If this fails, the transaction ends with the connection.
        await append("abortImport").catch(() => {});
        throw error;
      }
    },
    async replaceSecret(secret) {
      await append("replaceSecret", secret);
    },
  };
}
