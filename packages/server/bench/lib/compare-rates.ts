// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatRange, quantile } from "@chaukas/tooling/run-benches";
import { readUsage, usageSince } from "./process-usage.ts";

/** Something that stores events. */
export interface Contender {
  readonly name: string;
  /** Stores the events from a position on, and resolves with the seconds that it took, excluding preparation. */
  store(from: number, onReady: () => void): Promise<number>;
  /** Processes that do the work. */
  pids(): readonly number[];
}

/** What was measured of a contender. */
export interface Measured {
  readonly name: string;
  /** Events per second in each round. */
  readonly rates: readonly number[];
  readonly cpuMicrosPerEvent: number;
  readonly bytesPerEvent: number;
}

/** Lets all contenders store the same number of events in each round. The first round is a warm-up. */
export async function compareRates(
  contenders: readonly Contender[],
  { rounds, eventsPerRound }: { readonly rounds: number; readonly eventsPerRound: number },
): Promise<Measured[]> {
  const totals = contenders.map(() => ({ rates: [] as number[], cpuMs: 0, writtenBytes: 0 }));
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { store, pids }] of contenders.entries()) {
      let before = readUsage([]);
      const seconds = await store(round * eventsPerRound, () => {
        before = readUsage(pids());
      });
      const used = usageSince(before, pids());
      const total = totals[index];
      if (round > 0 && total !== undefined) {
        total.rates.push(eventsPerRound / seconds);
        total.cpuMs += used.cpuMs;
        total.writtenBytes += used.writtenBytes;
      }
    }
  }
  return totals.map(({ rates, cpuMs, writtenBytes }, index) => ({
    name: contenders[index]?.name ?? "",
    rates,
    cpuMicrosPerEvent: (cpuMs * 1000) / (rounds * eventsPerRound),
    bytesPerEvent: writtenBytes / (rounds * eventsPerRound),
  }));
}

/** Returns the ratio of two rates in each round. */
export function ratiosOf(one: Measured, other: Measured): number[] {
  return one.rates.map((rate, round) => rate / (other.rates[round] ?? Number.NaN));
}

/** Header of the cells of {@link toCells}. */
export const comparisonHeader = ["rate, relative to bare", "CPU per event, relative to bare", "kB written per event"];

/** Returns the cells of a table that compare a contender with the bare one. */
export function toCells(one: Measured, bare: Measured): string[] {
  return [
    formatRange(ratiosOf(one, bare)),
    (one.cpuMicrosPerEvent / bare.cpuMicrosPerEvent).toFixed(1),
    (one.bytesPerEvent / 1000).toFixed(1),
  ];
}

/** Prints medians, which only hold for the machine. */
export function describeMeasured({ name, rates, cpuMicrosPerEvent }: Measured): string {
  return `  ${Math.round(quantile(rates))} events/s, ${Math.round(cpuMicrosPerEvent)} µs of CPU per event: ${name}`;
}
