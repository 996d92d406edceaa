// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { killServer } from "./kill-server.ts";

it.each([
  ["sqlite", 4],
  ["postgres", 2],
] as const)(
  "keeps every acknowledged event once on %s when the server is killed under load",
  async (store, rounds) => {
    const { figures, faults } = await killServer({ rounds, store, seed: 7, report: () => {} });
    expect(faults).toEqual([]);
    expect(figures["acknowledged"]).toBeGreaterThan(50);
  },
  180_000,
);
