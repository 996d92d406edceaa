// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type EventStore, openStore, type StoreQuery } from "@chaukas/server";
import { EventType } from "@chaukas/spec-common";
import { formatTable } from "@chaukas/tooling/format-table";
import { type BenchOptions, type BenchResult, formatRange, quantile } from "@chaukas/tooling/run-benches";
import { buildStore } from "./lib/build-store.ts";
import { readIntoCache } from "./lib/read-into-cache.ts";
import { eventsPerSecond, eventsPerSession, firstSecond, smallTenant } from "./lib/small-event.ts";

/** Maximum time of a page from the large store, relative to the small one. */
const bar = 1.5;
const smallSize = 50_000;
const pagesPerRound = 40;
const limit = 100;

/** Creates a query for a page in a store of `size` events, at a relative position from 0 to 1. */
type MakeQuery = (size: number, place: number) => Omit<StoreQuery, "limit">;

const filter = { tenantId: smallTenant };
const order = "descending";
const sessionAt = (size: number, place: number) => Math.floor((size / eventsPerSession) * place);
const secondAt = (size: number, place: number) => BigInt(firstSecond + Math.floor((size * place) / eventsPerSecond));

const pages: Readonly<Record<string, MakeQuery>> = {
  newest: () => ({ filter, order }),
  oldest: () => ({ filter, order: "ascending" }),
  "from the middle, by token": (size, place) => ({
    filter,
    order,
    after: { seconds: secondAt(size, place), nanos: 0, sequence: Math.floor(size * place) },
  }),
  "of a session": (size, place) => ({ filter: { ...filter, sessionId: `session-${sessionAt(size, place)}` }, order }),
  "of a project": (_, place) => ({ filter: { ...filter, projectIds: [`project-${Math.floor(place * 5)}`] }, order }),
  "of two projects": () => ({ filter: { ...filter, projectIds: ["project-1", "project-3"] }, order }),
  "of a type": () => ({ filter: { ...filter, types: [EventType.TOOL_CALL_END] }, order }),
  "of a project and a type": () => ({
    filter: { ...filter, projectIds: ["project-2"], types: [EventType.TOOL_CALL_START] },
    order,
  }),
  "of 100 seconds": (size, place) => ({
    filter: {
      ...filter,
      start: { seconds: secondAt(size, place * 0.9), nanos: 0 },
      end: { seconds: secondAt(size, place * 0.9) + 100n, nanos: 0 },
    },
    order,
  }),
  "of a rare word": (size, place) => ({ filter: { ...filter, words: [`case${sessionAt(size, place)}`] }, order }),
};

/** Compares pages with total counts from a large store with the same pages from a small one. */
export async function benchPages({ events, rounds }: BenchOptions<"events" | "rounds">): Promise<BenchResult> {
  console.log(`\na page of ${limit} with its total count, from stores of ${smallSize} and of ${events} events`);
  const sizes = [smallSize, events] as const;
  const stores: EventStore[] = [];
  for (const size of sizes) {
    const file = await buildStore(size);
    await readIntoCache(file);
    // One reader thread, as one query runs at a time, so that both stores get the same share of the machine.
    stores.push(await openStore(file, { readers: 1, maxQueryMs: 60_000 }));
  }
  try {
    const rows: (readonly string[])[] = [];
    const ratioRows: (readonly string[])[] = [];
    const missed: string[] = [];
    for (const [name, makeQuery] of Object.entries(pages)) {
      const times = sizes.map(() => [] as number[]);
      const ratios: number[] = [];
      for (let round = -1; round < rounds; round++) {
        const [small, large] = await measureRound(stores, sizes, makeQuery);
        // The first round is a warm-up.
        if (round >= 0 && small !== undefined && large !== undefined) {
          times[0]?.push(...small);
          times[1]?.push(...large);
          ratios.push(quantile(large) / quantile(small));
        }
      }
      const ratio = quantile(ratios);
      rows.push([name, ...times.map((values) => quantile(values).toFixed(2)), formatRange(ratios)]);
      ratioRows.push([name, ratio.toFixed(2)]);
      if (ratio > bar) {
        missed.push(`a page ${name}: expected at most ${bar} times as long, took ${ratio.toFixed(2)} times`);
      }
    }
    console.log(formatTable(["page", `${smallSize} (ms)`, `${events} (ms)`, "ratio"], rows));
    const header = ["page of 100 with its total count", `time at ${events} events, relative to ${smallSize}`];
    return { missed, tables: { pages: { header, rows: ratioRows } } };
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

/** Measures pages at positions spread over the stores, alternating between them. */
async function measureRound(
  stores: readonly EventStore[],
  sizes: readonly number[],
  makeQuery: MakeQuery,
): Promise<number[][]> {
  const times = stores.map(() => [] as number[]);
  for (let page = 0; page < pagesPerRound; page++) {
    const place = Math.random();
    for (const [index, store] of stores.entries()) {
      const query = { ...makeQuery(sizes[index] as number, place), limit };
      const start = performance.now();
      const { events } = await store.findPage(query);
      times[index]?.push(performance.now() - start);
      if (events.length === 0) {
        throw new Error(`page: expected events, got none for ${JSON.stringify(query.filter, replaceBigInt)}`);
      }
    }
  }
  return times;
}

function replaceBigInt(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
