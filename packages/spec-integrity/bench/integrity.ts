// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromBinary } from "@bufbuild/protobuf";
import { type Event, EventBatchSchema } from "@chaukas/spec-common";
import { commitEvent, contentHash, createSaltKey, listLeaves, normalForm } from "@chaukas/spec-integrity";
import { readCapturedBatches } from "@chaukas/testdata";
import { compareTrail } from "./lib/compare-trail.ts";
import { makeTrail } from "./lib/make-trail.ts";
import { median } from "./lib/median.ts";

// Measures the cost of integrity for events captured from a real SDK, and how fast a trail of them is verified compared
// with bare SHA-256 over its bytes. The candidates take turns, so that a busy machine slows all of them down equally.
const rounds = 9;
const size = 100_000;
const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
const key = createSaltKey();

const leaves = events.reduce((sum, event) => sum + listLeaves(event).length, 0) / events.length;
compareEvents({ normalForm, contentHash, commitEvent: (event) => commitEvent(event, key) });
await compareTrail(makeTrail(events, size), { rounds });

function compareEvents(candidates: Readonly<Record<string, (event: Event) => unknown>>): void {
  const repetitions = 50;
  const samples = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  for (let round = -2; round < rounds; round++) {
    for (const [name, run] of Object.entries(candidates)) {
      const seconds = time(() => {
        for (let repetition = 0; repetition < repetitions; repetition++) {
          events.forEach(run);
        }
      });
      // The first rounds warm up.
      if (round >= 0) {
        samples.get(name)?.push((seconds * 1e6) / events.length / repetitions);
      }
    }
  }
  console.log(
    `\nan event of ${events.length} captured ones, which have ${leaves.toFixed(1)} leaves in the mean, median`,
  );
  for (const [name, values] of samples) {
    console.log(`  ${name.padEnd(14)} ${median(values).toFixed(2).padStart(6)} µs`);
  }
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}
