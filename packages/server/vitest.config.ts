// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Vitest leaves one core free, and thus runs one file at a time on two. Most files wait for processes and databases.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { test: { name: "unit", include: ["src/**/*.test.ts"], exclude: ["src/**/*.system.test.ts"] } },
      // Whole processes, PostgreSQL, faults, soaks and foreign clients: minutes rather than seconds.
      {
        test: {
          name: "system",
          include: ["{src,test}/**/*.system.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
