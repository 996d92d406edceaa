// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hash } from "node:crypto";
import { type EventStore, openStore } from "@chaukas/server";
import { createInclusionProof, verifyInclusion } from "@chaukas/spec-integrity";
import { formatTable } from "@chaukas/tooling/format-table";
import { type BenchOptions, type BenchResult, quantile } from "@chaukas/tooling/run-benches";
import { buildLog, logTenant } from "./lib/build-log.ts";
import { readIntoCache } from "./lib/read-into-cache.ts";

/** Maximum time of an inclusion proof from the large log, relative to the small one. */
const bar = 1.5;
const smallSize = 50_000;
const proofsPerRound = 200;

/** Compares inclusion proofs from a large log with those from a small one. */
export async function benchProofs({ events, rounds }: BenchOptions<"events" | "rounds">): Promise<BenchResult> {
  console.log(`\nan inclusion proof, from logs of ${smallSize} and of ${events} records`);
  const sizes = [smallSize, events] as const;
  const stores: EventStore[] = [];
  for (const size of sizes) {
    const file = await buildLog(size);
    await readIntoCache(file);
    stores.push(await openStore(file, { access: "manage", readers: 1 }));
  }
  try {
    const logs = await Promise.all(stores.map(openLog));
    const times = sizes.map(() => [] as number[]);
    const ratios: number[] = [];
    // The first round is a warm-up.
    for (let round = -1; round < rounds; round++) {
      const own = sizes.map(() => [] as number[]);
      for (let proof = 0; proof < proofsPerRound; proof++) {
        const place = Math.random();
        for (const [index, prove] of logs.entries()) {
          own[index]?.push(await prove(place));
        }
      }
      if (round >= 0) {
        own.forEach((values, index) => void times[index]?.push(...values));
        ratios.push(quantile(own[1] ?? []) / quantile(own[0] ?? []));
      }
    }
    const ratio = quantile(ratios);
    const medians = times.map((values) => quantile(values).toFixed(3)) as [string, string];
    const range = `${ratio.toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
    console.log(
      formatTable(
        ["proof", `${smallSize} (ms)`, `${events} (ms)`, "ratio (of rounds)"],
        [["inclusion", ...medians, range]],
      ),
    );
    const missed =
      ratio > bar ? [`an inclusion proof: expected at most ${bar} times as long, took ${ratio.toFixed(2)} times`] : [];
    const header = ["proof", `time at ${events} records, relative to ${smallSize}`];
    return { missed, tables: { proofs: { header, rows: [["inclusion", ratio.toFixed(2)]] } } };
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

/** Returns a function that creates and verifies a proof at a relative position from 0 to 1, and times the creation. */
async function openLog({ log }: EventStore): Promise<(place: number) => Promise<number>> {
  if (log === undefined) {
    throw new Error("store: expected one with a log");
  }
  const { size, root } = await log.readHead(logTenant);
  return async (place) => {
    const index = Math.floor(place * size);
    const start = performance.now();
    const proof = await createInclusionProof(index, size, (nodes) => log.readNodes(logTenant, nodes));
    const elapsed = performance.now() - start;
    const leaf = hash("sha256", `leaf ${index}`, "buffer");
    const verification = verifyInclusion({ leaf, index, size, root }, proof);
    if (!verification.valid) {
      throw new Error(`record ${index} of ${size}: ${verification.message}`);
    }
    return elapsed;
  };
}
