// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { defineConfig } from "vitest/config";

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
          // On a machine with other work, one second is not enough for what a poll waits for.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
