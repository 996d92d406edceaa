// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { StoreCalls } from "../limits/create-store-calls.js";
import type { EventLog } from "../store/event-log.js";
import { isStoreError, type StoreError } from "../store/store-error.js";

/**
 * The same log, whose failures are reported and become answers as those of every call to the store. A conflict is no
 * failure, and is thrown as it is: whoever caused it looks again.
 */
export function guardLog(log: EventLog, callStore: StoreCalls): EventLog {
  const guard = async <T>(call: () => Promise<T>): Promise<T> => {
    const result = await callStore(() => call().then((value) => ({ value }), takeConflict));
    if ("conflict" in result) {
      throw result.conflict;
    }
    return result.value;
  };
  return {
    originHost: log.originHost,
    readHead: (tenantId) => guard(() => log.readHead(tenantId)),
    findSequence: (tenantId, eventId) => guard(() => log.findSequence(tenantId, eventId)),
    readEntries: (tenantId, range) => guard(() => log.readEntries(tenantId, range)),
    readNodes: (tenantId, nodes) => guard(() => log.readNodes(tenantId, nodes)),
    readCheckpoint: (tenantId) => guard(() => log.readCheckpoint(tenantId)),
    saveCheckpoint: (tenantId, checkpoint) => guard(() => log.saveCheckpoint(tenantId, checkpoint)),
    redact: (tenantId, redaction) => guard(() => log.redact(tenantId, redaction)),
    purge: () => guard(() => log.purge()),
  };
}

function takeConflict(error: unknown): { readonly conflict: StoreError } {
  if (isStoreError(error) && error.code === "conflict") {
    return { conflict: error };
  }
  throw error;
}
