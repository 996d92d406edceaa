// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { createRandom, createRandomLogs, createRandomRequest } from "./random-spans.ts";
import { findDifferences, findLogDifferences } from "./round-trip.ts";

// `npm run soak:spans` does the same with 100,000 span trees.
describe("eventsToSpans", () => {
  it("gives random span trees back, attribute by attribute", () => {
    for (let seed = 1; seed <= 1000; seed++) {
      expect([seed, findDifferences(createRandomRequest(createRandom(seed), 3))]).toEqual([seed, []]);
    }
  });

  it("gives random log records back, attribute by attribute", () => {
    for (let seed = 1; seed <= 1000; seed++) {
      expect([seed, findLogDifferences(createRandomLogs(createRandom(seed), 1))]).toEqual([seed, []]);
    }
  });
});
