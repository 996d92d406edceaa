// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { defineConfig } from "vitest/config";

// The tests of the scripts. Each package runs its own.
export default defineConfig({
  test: {
    include: ["scripts/**/*.test.ts"],
    // They run real tools on real clones, which take seconds on a small machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two files at a time, since the tools that they run use several threads themselves.
    maxWorkers: 2,
  },
});
