// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { fuzz } from "./fuzz.ts";

it("answers every request, and stores and reveals nothing that it should not", async () => {
  const { figures, faults } = await fuzz({ requests: 3000, store: "sqlite", seed: 7, report: () => {} });
  expect(faults).toEqual([]);
  expect(figures["stored events"]).toBeGreaterThan(50);
}, 180_000);
