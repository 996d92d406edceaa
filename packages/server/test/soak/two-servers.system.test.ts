// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { twoServers } from "./two-servers.ts";

it("stores one content of each event if two servers on one PostgreSQL receive several at the same time", async () => {
  const { figures, faults } = await twoServers({ calls: 300, seed: 7, report: () => {} });
  expect(faults).toEqual([]);
  expect(figures["refused"]).toBeGreaterThan(20);
  expect(figures["checkpoints kept"]).toBeGreaterThan(5);
}, 180_000);
