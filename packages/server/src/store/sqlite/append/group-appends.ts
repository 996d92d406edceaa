// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { AppendOutcome } from "../../contract/event-store.js";
import type { NewEvent } from "../../contract/new-event.js";
import { packedOutcomes } from "./packed-events.js";

/** Limits of one transaction. A single call may exceed them. */
const maxEvents = 4096;
const maxBytes = 16 * 1024 * 1024;

interface Waiting {
  readonly events: readonly NewEvent[];
  readonly bytes: number;
  resolve(outcomes: AppendOutcome[]): void;
  reject(error: unknown): void;
}

/**
 * Returns an append function. Calls that arrive while others are being written share one transaction: the larger it is,
 * the fewer pages are written for an event. A second transaction that waits at the thread would divide them in halves.
 */
export function groupAppends(
  write: (events: readonly NewEvent[]) => Promise<Uint8Array>,
): (events: readonly NewEvent[]) => Promise<AppendOutcome[]> {
  const waiting: Waiting[] = [];
  let isWriting = false;

  const start = () => {
    if (isWriting || waiting.length === 0) {
      return;
    }
    isWriting = true;
    const group = takeGroup(waiting);
    void write(group.flatMap(({ events }) => events))
      .finally(() => {
        // The next transaction starts before the answers of this one are written.
        isWriting = false;
        start();
      })
      .then(
        (statuses) => settle(group, statuses),
        (error: unknown) => {
          for (const { reject } of group) {
            reject(error);
          }
        },
      );
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
