// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";

/** Resolves with the milliseconds after which a server says that it is healthy. Throws when it does not in time. */
export async function awaitHealth(url: string, timeoutMs: number): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < timeoutMs) {
    const answer = await fetch(`${url}/healthz`);
    await answer.arrayBuffer();
    if (answer.ok) {
      return performance.now() - start;
    }
    await sleep(20);
  }
  throw new Error(`server: expected to be healthy within ${timeoutMs} ms, it is not`);
}
