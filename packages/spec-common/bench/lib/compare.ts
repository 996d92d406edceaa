// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatRange, printTable, quantile, type RatioTable } from "@chaukas/tooling/run-benches";
import { Bench } from "tinybench";

/** Time that each candidate takes for an event in each round, in milliseconds, by its name. */
export type Times = ReadonlyMap<string, readonly number[]>;

/** Returns a function that runs another one for each item. */
export function forEach<T>(items: readonly T[], run: (item: T) => unknown): () => void {
  return () => {
    for (const item of items) {
      run(item);
    }
  };
}

/**
 * Measures the candidates, each of which processes `count` events. They take turns in every round, so that load on the
 * machine affects all of them equally.
 */
export async function measure(
  candidates: Readonly<Record<string, () => void>>,
  { count, rounds }: { readonly count: number; readonly rounds: number },
): Promise<Times> {
  const times = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    const bench = new Bench({ time: 60, warmupTime: 20 });
    for (const [name, run] of Object.entries(candidates)) {
      bench.add(name, run);
    }
    for (const { name, result } of await bench.run()) {
      times.get(name)?.push(("latency" in result ? result.latency.p50 : Number.NaN) / count);
    }
  }
  return times;
}

/** Prints and returns the time of each candidate relative to that of one of them. */
export function printTimes(title: string, times: Times, reference: string): RatioTable {
  console.log();
  for (const [name, values] of times) {
    console.log(`  ${(quantile(values) * 1000).toFixed(2).padStart(6)} µs: ${name}`);
  }
  const rows = [...times.keys()].map((name) => [name, formatRange(ratiosOf(times, name, reference))]);
  return printTable({ header: [title, `time, relative to ${reference}`], rows });
}

/** Returns a sentence for each other candidate of which one takes more than the given multiple of the time. */
export function findSlower(
  times: Times,
  {
    name,
    title,
    bars,
  }: { readonly name: string; readonly title: string; readonly bars: Readonly<Record<string, number>> },
): string[] {
  return Object.entries(bars).flatMap(([other, bar]) => {
    const ratio = quantile(ratiosOf(times, name, other));
    const got = `expected at most ${bar} of the time of ${other}, got ${ratio.toFixed(2)}`;
    return times.has(other) && ratio > bar ? [`${title}: ${name}: ${got}`] : [];
  });
}

function ratiosOf(times: Times, one: string, other: string): number[] {
  return (times.get(one) ?? []).map((time, round) => time / (times.get(other)?.[round] ?? Number.NaN));
}
