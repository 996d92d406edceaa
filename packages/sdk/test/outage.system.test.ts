// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { outlastOutage } from "./outlast-outage.ts";

test("every event is stored once when the server is killed and comes back", async () => {
  const { emitted, lost, twice, faults } = await outlastOutage(3000);
  expect(emitted).toBeGreaterThan(100);
  expect({ lost, twice }).toEqual({ lost: [], twice: [] });
  expect(faults).toBeGreaterThan(0);
});
