// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { WatchedClock } from "../observe/watch-clock.js";
import type { EventStore } from "../store/contract/event-store.js";

/**
 * Compares the clock with the time at which the newest event was received, as a machine that has lost its time while it
 * was off may have its clock set back by years.
 */
export async function checkClock(store: EventStore, clock: WatchedClock): Promise<void> {
  const newestMs = await store.newestReceivedMs?.();
  if (newestMs !== undefined) {
    clock.expectAfter(newestMs);
  }
}
