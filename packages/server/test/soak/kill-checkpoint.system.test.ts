// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { killCheckpoint } from "./kill-checkpoint.ts";

it.each([
  ["sqlite", 4],
  ["postgres", 2],
] as const)(
  "never contradicts a checkpoint that it served on %s, if it is killed during ingest and signing",
  async (store, rounds) => {
    const { figures, faults } = await killCheckpoint({ rounds, store, seed: 7, report: () => {} });
    expect(faults).toEqual([]);
    expect(figures["checkpoints kept"]).toBeGreaterThan(5);
  },
  180_000,
);
