// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Two files at a time, since the tools that they run use several threads themselves.
    maxWorkers: 2,
    projects: [
      { test: { name: "unit", include: ["*.test.ts", "lib/*.test.ts"], exclude: ["*.system.test.ts"] } },
      { test: { name: "system", include: ["*.system.test.ts"], testTimeout: 60_000 } },
      // What proves the gates breaks a clone of the repository on purpose, once for each thing that they refuse.
      {
        test: {
          name: "gates",
          include: ["gates/*.gate.test.ts"],
          // They run real tools on real clones, which takes seconds on a small machine.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
