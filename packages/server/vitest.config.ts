// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { statfsSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Returns a folder in memory with enough room, where databases need not wait for a disk at each commit, if any. */
function findMemoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize > 2 ** 32 ? "/dev/shm" : undefined;
  } catch {
    return undefined;
  }
}

const temporary = findMemoryFolder();

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["src/**/*.test.ts"], exclude: ["src/**/*.system.test.ts"] } },
      // Whole processes, PostgreSQL, faults, soaks and foreign clients: minutes rather than seconds.
      {
        test: {
          name: "system",
          include: ["{src,test}/**/*.system.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          ...(temporary === undefined ? {} : { env: { TMPDIR: temporary } }),
          // On a machine with other work, one second is not enough for what a poll waits for.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
