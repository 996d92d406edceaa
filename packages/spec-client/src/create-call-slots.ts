// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";

/** Bounds how many calls are in flight. Each `acquire` that resolves is followed by one `release`. */
export interface CallSlots {
  /** Waits for a slot, in order. Throws a `ConnectError` with the code `canceled` as soon as the signal is aborted. */
  acquire(signal: AbortSignal | undefined): Promise<void>;
  /** Returns a slot to the calls that wait. */
  release(): void;
  /** Halves the number of slots, down to one: the server refused a call because it has too much to do. */
  narrow(): void;
  /** Adds a fraction of a slot, up to the maximum: the server processed a call. */
  widen(): void;
}

/**
 * Creates slots for calls: `max`, which adapts to the server as TCP does, by additive increase and multiplicative
 * decrease (RFC 5681, section 3.1). Clients that do not know of each other thereby share a server.
 *
 * @internal
 */
export function createCallSlots(max: number): CallSlots {
  const waiting = new Set<() => void>();
  let limit = max;
  let taken = 0;
  const startNext = () => {
    for (const start of waiting) {
      if (taken >= Math.floor(limit)) {
        return;
      }
      taken++;
      waiting.delete(start);
      start();
    }
  };
  return {
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        const abort = () => {
          waiting.delete(start);
          reject(ConnectError.from(signal?.reason, Code.Canceled));
        };
        const start = () => {
          signal?.removeEventListener("abort", abort);
          resolve();
        };
        if (signal?.aborted) {
          abort();
          return;
        }
        signal?.addEventListener("abort", abort, { once: true });
        waiting.add(start);
        startNext();
      }),
    release() {
      taken--;
      startNext();
    },
    narrow() {
      limit = Math.max(1, Math.min(limit, taken) / 2);
    },
    widen() {
      limit = Math.min(max, limit + 1 / limit);
    },
  };
}
