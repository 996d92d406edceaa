// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { killPostgres } from "./kill-postgres.ts";

it("recovers without a restart after PostgreSQL is killed under load, and has every acknowledged event once", async () => {
  const { figures, faults } = await killPostgres({ rounds: 2, seed: 7, report: () => {} });
  expect(faults).toEqual([]);
  expect(figures["acknowledged"]).toBeGreaterThan(50);
}, 180_000);
