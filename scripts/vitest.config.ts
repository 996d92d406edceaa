// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Two files at a time, because the tools that they run are multithreaded.
    maxWorkers: 2,
    projects: [
      { test: { name: "unit", include: ["*.test.ts", "lib/*.test.ts"], exclude: ["*.system.test.ts"] } },
      { test: { name: "system", include: ["*.system.test.ts"], testTimeout: 60_000 } },
      // The tests of the gates break a clone of the repository in each way that a gate refuses.
      {
        test: {
          name: "gates",
          include: ["gates/*.gate.test.ts"],
          // They run real tools on real clones, which takes a while on a small machine.
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
