// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatTable } from "@chaukas/tooling/format-table";
import { startServerProcess } from "../test/served/server-process.ts";
import { createBareTable, toBareRow } from "./lib/bare-table.ts";
import type { BenchOptions, BenchResult } from "./lib/bench.ts";
import { batchSize, makeBatch } from "./lib/captured-events.ts";
import type { Load } from "./lib/load.ts";
import { startClient } from "./lib/start-client.ts";
import { startHandWrittenServer } from "./lib/start-hand-written-server.ts";
import { formatRatios, quantile } from "./lib/statistics.ts";

/** Minimum rate of durable ingest through Connect, relative to the bare table. */
const barOfBare = 0.1;
/** Minimum rate with the tamper-evident log, relative to the rate without it. */
const barOfIntegrity = 0.5;
const batchesPerRound = 50;

type Server = "hand-written" | "with integrity" | "without integrity";
type Candidate = Pick<Load, "form" | "http" | "connections"> & { readonly server: Server };

const connect = { form: "connect", http: 1, connections: 4 } as const;

const candidates: readonly Candidate[] = [
  { ...connect, server: "hand-written" },
  { ...connect, connections: 1, server: "without integrity" },
  { ...connect, server: "without integrity" },
  { ...connect, connections: 1, server: "with integrity" },
  { ...connect, connections: 2, server: "with integrity" },
  { ...connect, server: "with integrity" },
  { ...connect, http: 2, server: "with integrity" },
  { ...connect, form: "grpc", http: 2, server: "with integrity" },
  { ...connect, form: "rest protobuf", server: "with integrity" },
  { ...connect, form: "rest json", server: "with integrity" },
];

/** Compares durable ingest over every protocol with inserts into a bare SQLite table. */
export async function benchIngest({ rounds }: BenchOptions): Promise<BenchResult> {
  const each = batchesPerRound * batchSize;
  console.log(`\ningest in batches of ${batchSize}, each durable before it is acknowledged; ${each} events per round`);
  const folder = mkdtempSync(join(tmpdir(), "chaukas-bench-"));
  const bare = createBareTable(join(folder, "bare.db"));
  const client = startClient();
  // Each server process adds an exit listener, so that it is killed with this process.
  process.setMaxListeners(candidates.length + 10);
  const servers = await Promise.all(
    candidates.map(({ server }, index) => startServer(server, join(folder, `${index}.db`))),
  );
  const rates: { bare: number[]; of: number[][] } = { bare: [], of: candidates.map(() => []) };
  try {
    // The first round is a warm-up.
    for (let round = 0; round <= rounds; round++) {
      const from = round * batchesPerRound;
      rates.bare.push(measureBare(bare, from));
      for (const [index, candidate] of candidates.entries()) {
        const { port } = servers[index] as { port: number };
        rates.of[index]?.push(each / (await client.send({ ...candidate, port, from, batches: batchesPerRound })));
      }
    }
  } finally {
    client.stop();
    bare.close();
    await Promise.all(servers.map((server) => server.kill()));
    rmSync(folder, { recursive: true, force: true });
  }
  return report(
    rates.bare.slice(1),
    rates.of.map((own) => own.slice(1)),
  );
}

function startServer(server: Server, file: string): Promise<{ port: number; kill(): Promise<void> }> {
  if (server === "hand-written") {
    return startHandWrittenServer(file);
  }
  const integrity = server === "with integrity" ? "on" : "off";
  return startServerProcess({ store: file, flags: ["--integrity", integrity] });
}

function measureBare(bare: ReturnType<typeof createBareTable>, from: number): number {
  const batches = Array.from({ length: batchesPerRound }, (_, index) => makeBatch(from + index).map(toBareRow));
  const start = performance.now();
  for (const batch of batches) {
    bare.insert(batch);
  }
  return (batchesPerRound * batchSize) / ((performance.now() - start) / 1000);
}

function report(bare: readonly number[], rates: readonly (readonly number[])[]): BenchResult {
  const missed: string[] = [];
  const rows = candidates.map((candidate, index) => {
    const ratios = (rates[index] ?? []).map((rate, round) => rate / (bare[round] as number));
    const { server, form } = candidate;
    const name = `${server}, ${nameOf(candidate)}`;
    const without = candidates.findIndex(
      (other) => other.server === "without integrity" && isSameLoad(candidate, other),
    );
    const ofWithout =
      server === "with integrity" && without !== -1
        ? (rates[index] ?? []).map((rate, round) => rate / (rates[without]?.[round] as number))
        : [];
    if (server !== "hand-written" && form === "connect" && quantile(ratios) < barOfBare) {
      missed.push(`${name}: expected ${barOfBare} of the bare rate, got ${quantile(ratios).toFixed(3)}`);
    }
    if (ofWithout.length > 0 && quantile(ofWithout) < barOfIntegrity) {
      missed.push(`${name}: expected ${barOfIntegrity} of the rate without, got ${quantile(ofWithout).toFixed(2)}`);
    }
    return [name, Math.round(quantile(rates[index] ?? [])), formatRatios(ratios), formatRatios(ofWithout)];
  });
  rows.unshift(["bare table, one thread", Math.round(quantile(bare)), "1", ""]);
  console.log(formatTable(["", "events/s", "of bare", "of without integrity"], rows));
  return missed;
}

function nameOf({ form, http, connections }: Candidate): string {
  return `${form}, HTTP/${http === 1 ? "1.1" : "2"}, ${connections} connection${connections === 1 ? "" : "s"}`;
}

function isSameLoad(one: Candidate, other: Candidate): boolean {
  return nameOf(one) === nameOf(other);
}
