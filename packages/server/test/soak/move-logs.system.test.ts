// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { moveLogs } from "./move-logs.ts";

it("moves a log with redactions and checkpoints to PostgreSQL and back, with the same bytes", async () => {
  const { faults } = await moveLogs({ events: 700, redactions: 6, seed: 1, report() {} });
  expect(faults).toEqual([]);
}, 300_000);
