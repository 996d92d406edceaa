// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Bench } from "tinybench";

/** The candidates take turns in so many rounds, so that load on the machine affects all of them equally. */
const rounds = 15;

/** Returns a function that runs another one for each item. */
export function forEach<T>(items: readonly T[], run: (item: T) => unknown): () => void {
  return () => {
    for (const item of items) {
      run(item);
    }
  };
}

/** Prints the median time for each of `count` events of each candidate, and its speed relative to the first. */
export async function compare(
  title: string,
  count: number,
  candidates: Readonly<Record<string, () => void>>,
): Promise<void> {
  const samples = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    const bench = new Bench({ time: 60, warmupTime: 20 });
    for (const [name, run] of Object.entries(candidates)) {
      bench.add(name, run);
    }
    for (const { name, result } of await bench.run()) {
      samples.get(name)?.push("latency" in result ? result.latency.p50 : Number.NaN);
    }
  }
  const rows = [...samples].map(([name, values]) => [name, (median(values) * 1000) / count] as const);
  const [[, first]] = rows as [readonly [string, number]];
  console.log(`\n${title}: median over ${count} captured events`);
  for (const [name, microseconds] of rows) {
    const ratio = `${(first / microseconds).toFixed(2)} x as fast`;
    console.log(`  ${name.padEnd(40)} ${microseconds.toFixed(2).padStart(6)} µs  ${ratio}`);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
