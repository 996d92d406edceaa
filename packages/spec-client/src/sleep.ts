// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";

/**
 * Maximum delay of a JavaScript timer, about 24.8 days. A timer with a longer delay fires immediately.
 *
 * @internal
 */
export const maxDelayMs = 2 ** 31 - 1;

/**
 * Waits. Throws a `ConnectError` with the code `canceled` as soon as the signal is aborted.
 *
 * @internal
 */
export function sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(ConnectError.from(signal?.reason, Code.Canceled));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, delayMs);
    if (signal?.aborted) {
      abort();
    } else {
      signal?.addEventListener("abort", abort, { once: true });
    }
  });
}
