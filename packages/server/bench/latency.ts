// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type BenchOptions, type BenchResult, formatRange, printTable, quantile } from "@chaukas/tooling/run-benches";
import { startServerProcess } from "../test/served/server-process.ts";
import { createBareTable, toBareRow } from "./lib/bare-table.ts";
import { makeEvents } from "./lib/captured-events.ts";
import { readUsage, usageSince } from "./lib/process-usage.ts";
import { startClient } from "./lib/start-client.ts";
import { type BenchServer, startHandWrittenServer } from "./lib/start-hand-written-server.ts";

const rate = 200;
const requestsPerRound = 400;
const connections = 16;

interface Contender {
  readonly name: string;
  readonly pid: number;
  /** Stores events one by one at the rate, and resolves with the time that each took, in milliseconds. */
  store(from: number, onReady: () => void): Promise<readonly number[]>;
}

/** Compares how long one event takes that is sent alone, at a rate that leaves the server idle for most of the time. */
export async function benchLatency({ rounds }: BenchOptions): Promise<BenchResult> {
  console.log(`\none event per request, ${rate} requests per second over ${connections} connections`);
  const folder = mkdtempSync(join(tmpdir(), "chaukas-bench-"));
  const client = startClient();
  const bare = createBareTable(join(folder, "bare.db"));
  const servers: Readonly<Record<string, BenchServer>> = {
    "hand-written": await startHandWrittenServer(join(folder, "hand-written.db")),
    "without the log": await startServerProcess({ store: join(folder, "0.db"), flags: ["--integrity", "off"] }),
    "with the log": await startServerProcess({ store: join(folder, "1.db") }),
  };
  const sendTo = async (server: BenchServer, from: number, onReady: () => void) => {
    const load = { form: "connect, one event", http: 1, keys: "sdk", eventsPerRequest: 1 } as const;
    const { port } = server;
    return (await client.send({ ...load, port, connections, from, requests: requestsPerRound, rate }, onReady))
      .latencies;
  };
  const contenders: Contender[] = [
    { name: "bare table", pid: process.pid, store: (from, onReady) => insertPaced(bare, from, onReady) },
    ...Object.entries(servers).map(([name, server]) => ({
      name: `${name}: Connect, HTTP/1.1`,
      pid: server.pid,
      store: (from: number, onReady: () => void) => sendTo(server, from, onReady),
    })),
  ];
  try {
    return report(await measure(contenders, rounds));
  } finally {
    client.stop();
    bare.close();
    await Promise.all(Object.values(servers).map((server) => server.kill()));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function insertPaced(
  bare: ReturnType<typeof createBareTable>,
  from: number,
  onReady: () => void,
): Promise<readonly number[]> {
  const rows = makeEvents("sdk", from, requestsPerRound).map(toBareRow);
  const latencies: number[] = [];
  onReady();
  const start = performance.now();
  for (const [index, row] of rows.entries()) {
    await wait(Math.max(0, start + (index / rate) * 1000 - performance.now()));
    const begin = performance.now();
    bare.insert([row]);
    latencies.push(performance.now() - begin);
  }
  return latencies;
}

interface Measured {
  readonly name: string;
  /** Median and 99th percentile of each round, in milliseconds. */
  readonly p50: number[];
  readonly p99: number[];
  cpuMs: number;
}

async function measure(contenders: readonly Contender[], rounds: number): Promise<Measured[]> {
  const measured = contenders.map(({ name }): Measured => ({ name, p50: [], p99: [], cpuMs: 0 }));
  // The first round is a warm-up.
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { pid, store }] of contenders.entries()) {
      let before = readUsage([]);
      const latencies = await store(round * requestsPerRound, () => {
        before = readUsage([pid]);
      });
      const one = measured[index];
      if (round > 0 && one !== undefined) {
        one.cpuMs += usageSince(before, [pid]).cpuMs;
        one.p50.push(quantile(latencies));
        one.p99.push(quantile(latencies, 0.99));
      }
    }
  }
  return measured;
}

function report(measured: readonly Measured[]): BenchResult {
  const [bare, handWritten] = measured as [Measured, Measured];
  for (const { name, p50, p99 } of measured) {
    console.log(`  ${quantile(p50).toFixed(2)} / ${quantile(p99).toFixed(2)} ms: ${name}`);
  }
  const ratios = (one: readonly number[], other: readonly number[]) =>
    formatRange(one.map((value, round) => value / (other[round] ?? Number.NaN)));
  const table = {
    header: [
      "one event per request, 200 per second",
      "median, relative to bare",
      "99th percentile, relative to bare",
      "CPU, relative to hand-written",
    ],
    rows: measured.map((one) => [
      one.name,
      ratios(one.p50, bare.p50),
      ratios(one.p99, bare.p99),
      one === bare ? "" : (one.cpuMs / handWritten.cpuMs).toFixed(2),
    ]),
  };
  return { missed: [], tables: { latency: printTable(table) } };
}
