// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { forge } from "./forge.ts";

it("proves no forged trail, and every honest one", () => {
  const { figures, faults } = forge({ count: 300, seed: 7, report: () => {} });
  expect(faults).toEqual([]);
  expect(figures).toMatchObject({ forgeries: 300 });
  expect(figures["honest trails with redactions"]).toBeGreaterThan(3);
  expect(figures["honest trails without redactions"]).toBeGreaterThan(0);
}, 300_000);
