// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash } from "node:crypto";
import { fromBinary } from "@bufbuild/protobuf";
import { type Event, EventBatchSchema } from "@chaukas/spec-common";
import { encodeEvent } from "@chaukas/spec-common/codec";
import { commitEvent, contentHash, createSaltKey, listLeaves, normalForm } from "@chaukas/spec-integrity";
import { readCapturedBatches } from "@chaukas/testdata";
import { type BenchOptions, type BenchResult, formatRange, printTable, quantile } from "@chaukas/tooling/run-benches";

const repetitions = 50;

/** Compares what integrity costs for events captured from a real SDK with encoding them and SHA-256 over the bytes. */
export async function benchCommit({ rounds }: BenchOptions): Promise<BenchResult> {
  const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
  const key = createSaltKey();
  const reference = "encodeEvent and SHA-256";
  const candidates: Readonly<Record<string, (event: Event) => unknown>> = {
    [reference]: (event) => hash("sha256", encodeEvent(event)),
    normalForm,
    contentHash,
    commitEvent: (event) => commitEvent(event, key),
  };
  const times = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  // The first rounds warm up.
  for (let round = -2; round < rounds; round++) {
    for (const [name, run] of Object.entries(candidates)) {
      const microseconds = timePerEvent(events, run);
      if (round >= 0) {
        times.get(name)?.push(microseconds);
      }
    }
  }
  const leaves = events.reduce((sum, event) => sum + listLeaves(event).length, 0) / events.length;
  console.log(`\n${events.length} captured events, with a mean of ${leaves.toFixed(1)} leaves`);
  const rows = [...times].map(([name, values]) => {
    console.log(`  ${quantile(values).toFixed(2).padStart(6)} µs: ${name}`);
    const ratios = values.map((value, round) => value / (times.get(reference)?.[round] ?? Number.NaN));
    return [name, formatRange(ratios)];
  });
  return {
    missed: [],
    tables: { commit: printTable({ header: ["an event", `time, relative to ${reference}`], rows }) },
  };
}

function timePerEvent(events: readonly Event[], run: (event: Event) => unknown): number {
  const start = performance.now();
  for (let repetition = 0; repetition < repetitions; repetition++) {
    events.forEach(run);
  }
  return ((performance.now() - start) * 1000) / events.length / repetitions;
}
