// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServerProcess } from "../test/served/server-process.ts";
import { createBareTable, toBareRow } from "./lib/bare-table.ts";
import { type BenchOptions, type BenchResult, printTable, type RatioTable } from "./lib/bench.ts";
import { batchSize, type Keys, makeEvents } from "./lib/captured-events.ts";
import {
  type Contender,
  compareRates,
  comparisonHeader,
  describeMeasured,
  type Measured,
  ratiosOf,
  toCells,
} from "./lib/compare-rates.ts";
import type { Load } from "./lib/load.ts";
import { type LoadClient, startClient } from "./lib/start-client.ts";
import { type BenchServer, startHandWrittenServer } from "./lib/start-hand-written-server.ts";
import { formatRange, quantile } from "./lib/statistics.ts";

/** Minimum rate of durable ingest through Connect over 4 connections, with the log, relative to the bare table. */
const bars: Readonly<Record<Keys, number>> = { sdk: 0.1, random: 0.1 };
/** Minimum rate with the tamper-evident log, relative to the rate without it. */
const barOfLog = 0.5;
const batchesPerRound = 50;
const eventsPerRound = batchesPerRound * batchSize;

type Server = "hand-written" | "with the log" | "without the log";
type Candidate = Pick<Load, "form" | "http" | "connections"> & { readonly server: Server };

const connect = { form: "connect", http: 1, connections: 4 } as const;

/** The candidates for both kinds of keys. */
const candidates: readonly Candidate[] = [
  { ...connect, server: "hand-written" },
  { ...connect, connections: 1, server: "without the log" },
  { ...connect, server: "without the log" },
  { ...connect, connections: 1, server: "with the log" },
  { ...connect, server: "with the log" },
  { ...connect, connections: 16, server: "with the log" },
];

/** Those for keys as the SDKs send them. */
const otherProtocols: readonly Candidate[] = [
  { ...connect, http: 2, server: "with the log" },
  { ...connect, form: "grpc", http: 2, server: "with the log" },
  { ...connect, form: "rest protobuf", server: "with the log" },
  { ...connect, form: "rest json", server: "with the log" },
];

/** Compares durable ingest over every protocol with inserts into a bare SQLite table. */
export async function benchIngest({ rounds }: BenchOptions): Promise<BenchResult> {
  const missed: string[] = [];
  const tables: Record<string, RatioTable> = {};
  for (const keys of ["sdk", "random"] as const) {
    console.log(`\ndurable ingest in batches of ${batchSize}, ${eventsPerRound} events per round, ${keys} keys`);
    const asked = keys === "sdk" ? [...candidates, ...otherProtocols] : candidates;
    const measured = await measure(keys, asked, rounds);
    missed.push(...findMissed(keys, asked, measured));
    tables[`ingest-${keys}`] = printTable(toTable(asked, measured));
  }
  return { missed, tables };
}

/** Measures the bare table, which comes first, and the candidates. */
async function measure(keys: Keys, asked: readonly Candidate[], rounds: number): Promise<Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-bench-"));
  const client = startClient();
  const bare = createBareTable(join(folder, "bare.db"));
  // Each server process adds an exit listener, so that it is killed with this process.
  process.setMaxListeners(asked.length + 10);
  const servers = await Promise.all(asked.map(({ server }, index) => startServer(server, join(folder, `${index}.db`))));
  try {
    const contenders = asked.map((candidate, index) => {
      const server = servers[index] as BenchServer;
      return toContender(candidate, { keys, server, client });
    });
    const measured = await compareRates([toBareContender(bare, keys), ...contenders], { rounds, eventsPerRound });
    console.log(measured.map(describeMeasured).join("\n"));
    return measured;
  } finally {
    client.stop();
    bare.close();
    await Promise.all(servers.map((server) => server.kill()));
    rmSync(folder, { recursive: true, force: true });
  }
}

function startServer(server: Server, file: string): Promise<BenchServer> {
  if (server === "hand-written") {
    return startHandWrittenServer(file);
  }
  return startServerProcess({ store: file, flags: ["--integrity", server === "with the log" ? "on" : "off"] });
}

function toContender(
  candidate: Candidate,
  { keys, server, client }: { readonly keys: Keys; readonly server: BenchServer; readonly client: LoadClient },
): Contender {
  return {
    name: nameOf(candidate),
    pids: () => [server.pid],
    async store(from, onReady) {
      const { form, http, connections } = candidate;
      const extent = { from, requests: batchesPerRound, eventsPerRequest: batchSize };
      const { seconds } = await client.send({ form, http, connections, port: server.port, keys, ...extent }, onReady);
      return seconds;
    },
  };
}

function toBareContender(bare: ReturnType<typeof createBareTable>, keys: Keys): Contender {
  return {
    name: "bare table, one thread",
    pids: () => [process.pid],
    async store(from, onReady) {
      const batches = Array.from({ length: batchesPerRound }, (_, index) =>
        makeEvents(keys, from + index * batchSize, batchSize).map(toBareRow),
      );
      onReady();
      const start = performance.now();
      for (const batch of batches) {
        bare.insert(batch);
      }
      return (performance.now() - start) / 1000;
    },
  };
}

function toTable(asked: readonly Candidate[], [bare, ...measured]: readonly Measured[]): RatioTable {
  const rows = measured.map((one, index) => [
    one.name,
    ...toCells(one, bare as Measured),
    formatRange(ratiosToWithout(asked, measured, index)),
  ]);
  return {
    header: ["durable ingest in batches of 100", ...comparisonHeader, "rate, relative to without the log"],
    rows: [["bare table, one thread", ...toCells(bare as Measured, bare as Measured), ""], ...rows],
  };
}

function findMissed(keys: Keys, asked: readonly Candidate[], [bare, ...measured]: readonly Measured[]): string[] {
  return measured.flatMap((one, index) => {
    const { server, form, http, connections } = asked[index] as Candidate;
    const ofBare = quantile(ratiosOf(one, bare as Measured));
    const ofWithout = quantile(ratiosToWithout(asked, measured, index));
    const isBarred = server === "with the log" && form === "connect" && http === 1 && connections === 4;
    return [
      ...(isBarred && ofBare < bars[keys]
        ? [`${one.name}, ${keys} keys: expected ${bars[keys]} of the bare rate, got ${ofBare.toFixed(3)}`]
        : []),
      ...(ofWithout < barOfLog
        ? [`${one.name}, ${keys} keys: expected ${barOfLog} of the rate without, got ${ofWithout.toFixed(2)}`]
        : []),
    ];
  });
}

/** Returns the rates of a candidate with the log relative to the same one without it, if both were measured. */
function ratiosToWithout(asked: readonly Candidate[], measured: readonly Measured[], index: number): number[] {
  const { server, ...load } = asked[index] as Candidate;
  const without = asked.findIndex(
    (other) => other.server === "without the log" && nameOf({ ...other, ...load }) === nameOf(other),
  );
  return server === "with the log" && without !== -1
    ? ratiosOf(measured[index] as Measured, measured[without] as Measured)
    : [];
}

function nameOf({ server, form, http, connections }: Candidate): string {
  const protocol = { connect: "Connect", grpc: "gRPC", "rest protobuf": "REST with protobuf" } as Partial<
    Record<string, string>
  >;
  const plural = connections === 1 ? "" : "s";
  const version = form === "grpc" ? "" : `, HTTP/${http === 1 ? "1.1" : "2"}`;
  return `${server}: ${protocol[form] ?? "REST with JSON"}${version}, ${connections} connection${plural}`;
}
