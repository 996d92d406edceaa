// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventStore } from "./event-store.js";

/** Reads the sequence of a tenant's next event. Sequences have no gaps. */
export async function readLogEnd(store: EventStore, tenantId: string): Promise<number> {
  return store.log === undefined
    ? (await store.countEvents({ tenantId })).totalEvents
    : (await store.log.readHead(tenantId)).size;
}
