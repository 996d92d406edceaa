// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { defineConfig } from "vitest/config";

// They run real tools on real clones, which take seconds on a small machine.
const timeouts = { testTimeout: 300_000, hookTimeout: 300_000 };

// The tests of the scripts. Each package runs its own.
export default defineConfig({
  test: {
    // Two files at a time, since the tools that they run use several threads themselves.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "scripts",
          include: ["scripts/**/*.test.ts"],
          exclude: ["scripts/**/*.gate.test.ts"],
          ...timeouts,
        },
      },
      // What proves the gates breaks a clone of the repository on purpose, once for each thing that they refuse.
      { test: { name: "gates", include: ["scripts/**/*.gate.test.ts"], ...timeouts } },
    ],
  },
});
