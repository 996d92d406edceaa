// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventStore } from "../../store/contract/event-store.js";
import { StoreError } from "../../store/contract/store-error.js";
import { exportProof, readCheckpoints } from "./export-log.js";
import type { LogSource } from "./verify-log.js";

/** Creates the source of a tenant's log in a store. Throws a `StoreError` if the store keeps no log. */
export function createStoreSource(store: EventStore, tenantId: string, name: string): LogSource {
  const { log } = store;
  if (log === undefined) {
    throw new StoreError("unsupported", `${name}: expected a store with a log, got one with integrity off`);
  }
  return {
    name: `${name}, tenant ${JSON.stringify(tenantId)}`,
    async *readLines(size) {
      let number = 0;
      for await (const text of exportProof(log, tenantId, size ?? (await log.readHead(tenantId)).size)) {
        number += 1;
        yield { number, text, problem: undefined };
      }
    },
    readCheckpoints: (size) => readCheckpoints(store, tenantId, size),
  };
}
