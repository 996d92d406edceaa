// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { AppendOutcome } from "../../contract/event-store.js";
import type { NewEvent } from "../../contract/new-event.js";
import { packedOutcomes } from "./packed-events.js";

/** Limits of one transaction. A single call may exceed them. */
const maxEvents = 4096;
const maxBytes = 16 * 1024 * 1024;

/** Maximum number of transactions under way: one is being written while the next is queued at the thread. */
const maxUnderWay = 2;

interface Waiting {
  readonly events: readonly NewEvent[];
  readonly bytes: number;
  resolve(outcomes: AppendOutcome[]): void;
  reject(error: unknown): void;
}

/** Returns an append function. Calls that arrive while others are being written share one transaction. */
export function groupAppends(
  write: (events: readonly NewEvent[]) => Promise<Uint8Array>,
): (events: readonly NewEvent[]) => Promise<AppendOutcome[]> {
  const waiting: Waiting[] = [];
  let underWay = 0;

  const start = () => {
    while (waiting.length > 0 && underWay < maxUnderWay) {
      const group = takeGroup(waiting);
      underWay += 1;
      void write(group.flatMap(({ events }) => events))
        .then(
          (statuses) => settle(group, statuses),
          (error: unknown) => {
            for (const { reject } of group) {
              reject(error);
            }
          },
        )
        .finally(() => {
          underWay -= 1;
          start();
        });
    }
  };

  return (events) =>
    new Promise((resolve, reject) => {
      const bytes = events.reduce((sum, { body }) => sum + body.length, 0);
      waiting.push({ events, bytes, resolve, reject });
      start();
    });
}

function takeGroup(waiting: Waiting[]): Waiting[] {
  let [events, bytes, count] = [0, 0, 0];
  for (const call of waiting) {
    events += call.events.length;
    bytes += call.bytes;
    if (count > 0 && (events > maxEvents || bytes > maxBytes)) {
      break;
    }
    count += 1;
  }
  return waiting.splice(0, count);
}

function settle(group: readonly Waiting[], statuses: Uint8Array): void {
  let offset = 0;
  for (const { events, resolve } of group) {
    const own = statuses.subarray(offset, offset + events.length);
    offset += events.length;
    resolve(Array.from(own, (outcome) => packedOutcomes[outcome] ?? { status: "conflict" }));
  }
}
