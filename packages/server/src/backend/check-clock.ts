// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { timestampMs } from "@bufbuild/protobuf/wkt";
import type { WatchedClock } from "../observe/watch-clock.js";
import type { EventStore } from "../store/contract/event-store.js";

const maxTenants = 100;

/**
 * Compares the clock with the times at which events were received, as a machine that has lost its time while it was off
 * may have its clock set back by years. Reads the newest event of up to a hundred logs.
 */
export async function checkClock(store: EventStore, clock: WatchedClock): Promise<void> {
  const tenants = store.log === undefined ? [] : (await store.listTenants()).slice(0, maxTenants);
  for (const tenantId of tenants) {
    const { size } = (await store.log?.readHead(tenantId)) ?? { size: 0 };
    const [newest] = await store.readLog(tenantId, { fromSequence: size - 1, limit: 1 });
    if (newest?.event.serverTimestamp !== undefined) {
      clock.expectAfter(timestampMs(newest.event.serverTimestamp));
    }
  }
}
