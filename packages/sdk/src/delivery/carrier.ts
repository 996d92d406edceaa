// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { QueuedEvent } from "./queued-event.js";

/** Takes events from the application and brings them to their sink. */
export interface Carrier {
  /**
   * Takes an event. Returns or resolves to whether it is taken: into memory, or into a spool once it is synced. False
   * means that it was dropped, because there is no room.
   */
  take(event: QueuedEvent): boolean | Promise<boolean>;
  /** Sends at once what waits. Resolves to whether nothing is left, at the latest after the given time. */
  flush(timeoutMs: number): Promise<boolean>;
  /** Flushes, stops, and returns how many events are lost thereby. */
  close(timeoutMs: number): Promise<number>;
  /** What is only in memory and not yet stored, for the last moment of a process. Oldest first. */
  endangered(): readonly QueuedEvent[];
}

/** Lets events wait for room, in order. */
export interface RoomQueue {
  readonly size: number;
  wait(): Promise<void>;
  /** Wakes those that wait, while the test holds. */
  admit(hasRoom: () => boolean): void;
}

/** Creates a queue for `whenFull: "block"`. */
export function createRoomQueue(): RoomQueue {
  const waiting: (() => void)[] = [];
  return {
    get size() {
      return waiting.length;
    },
    wait: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
    admit(hasRoom) {
      while (waiting.length > 0 && hasRoom()) {
        waiting.shift()?.();
      }
    },
  };
}
