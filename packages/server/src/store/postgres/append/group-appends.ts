// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { AppendOutcome } from "../../contract/event-store.js";
import { isStoreError } from "../../contract/store-error.js";
import type { PreparedEvent } from "./prepare-event.js";

export interface GroupLimits {
  /** Maximum number of events in one group, unless a single call has more. */
  readonly maxEvents: number;
  /** Maximum size of the events in one group, in bytes, unless a single call has more. */
  readonly maxBytes: number;
}

type Append = (events: readonly PreparedEvent[]) => Promise<readonly AppendOutcome[]>;

/** Appends in groups: calls that arrive while one group is being stored form the next one. */
export interface GroupedAppends {
  readonly append: Append;
  /** Resolves when no call is pending. */
  drain(): Promise<void>;
}

interface Call {
  readonly events: readonly PreparedEvent[];
  readonly settle: PromiseWithResolvers<readonly AppendOutcome[]>;
}

/** Combines concurrent appends into single calls of `store`. */
export function groupAppends(store: Append, limits: GroupLimits): GroupedAppends {
  const waiting: Call[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await storeGroup(store, takeGroup(waiting, limits));
    }
    running = undefined;
  }

  return {
    append(events) {
      const settle = Promise.withResolvers<readonly AppendOutcome[]>();
      waiting.push({ events, settle });
      // In a microtask, so that calls made in one turn of the event loop share a group.
      running ??= Promise.resolve().then(run);
      return settle.promise;
    },
    async drain() {
      while (running !== undefined) {
        await running;
      }
    },
  };
}

function takeGroup(waiting: Call[], { maxEvents, maxBytes }: GroupLimits): Call[] {
  let events = 0;
  let bytes = 0;
  let calls = 0;
  for (const call of waiting) {
    events += call.events.length;
    bytes += call.events.reduce((sum, { row }) => sum + row.body.length, 0);
    if (calls > 0 && (events > maxEvents || bytes > maxBytes)) {
      break;
    }
    calls++;
  }
  return waiting.splice(0, calls);
}

async function storeGroup(store: Append, group: readonly Call[]): Promise<void> {
  try {
    const outcomes = await store(group.flatMap(({ events }) => events));
    let start = 0;
    for (const { events, settle } of group) {
      settle.resolve(outcomes.slice(start, start + events.length));
      start += events.length;
    }
  } catch (error) {
    if (group.length === 1 || (isStoreError(error) && error.code === "unavailable")) {
      for (const { settle } of group) {
        settle.reject(error);
      }
      return;
    }
    // One bad call must not fail the others.
    for (const call of group) {
      await storeGroup(store, [call]);
    }
  }
}
