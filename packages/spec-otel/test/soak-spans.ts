// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseArgs } from "node:util";
import { createRandom, createRandomLogs, createRandomRequest } from "./random-spans.ts";
import { findDifferences, findLogDifferences } from "./round-trip.ts";

const { values } = parseArgs({
  options: { count: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});
const count = Number(values.count);
const first = Number(values.seed);
console.log(`soak:spans: ${count} span trees and ${count} pairs of log records, from the seed ${first}`);
for (let seed = first; seed < first + count; seed++) {
  const faults = [
    ...findDifferences(createRandomRequest(createRandom(seed), 3)),
    ...findLogDifferences(createRandomLogs(createRandom(seed), 1)),
  ];
  if (faults.length > 0) {
    console.error(`soak:spans: seed ${seed}:\n${faults.join("\n")}`);
    process.exit(1);
  }
  if ((seed - first + 1) % 10_000 === 0) {
    console.log(`soak:spans: ${seed - first + 1} of ${count}`);
  }
}
console.log("soak:spans: all came back as they were");
