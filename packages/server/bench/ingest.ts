// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BenchOptions,
  type BenchResult,
  formatRange,
  printTable,
  quantile,
  type RatioTable,
} from "@chaukas/tooling/run-benches";
import { startServerProcess } from "../test/served/server-process.ts";
import { createBareTable, toBareRow } from "./lib/bare-table.ts";
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
import { buildPeers, startPeers } from "./lib/start-peers.ts";

/** Minimum rate of durable ingest through Connect over 4 connections, with the log, relative to the bare table. */
const bars: Readonly<Record<Keys, number>> = { sdk: 0.1, random: 0.1 };
/** Minimum rate with the tamper-evident log, relative to the rate without it. */
const barOfLog = 0.5;
/** Minimum rate of the same, relative to peers that store the same batches as durably. */
const barsOfPeers: Readonly<Record<string, number>> = { immudb: 1, Tessera: 0.7 };
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

/** Compares durable ingest over every protocol with inserts into a bare SQLite table, and with peers if requested. */
export async function benchIngest({ rounds, peers: withPeers }: BenchOptions): Promise<BenchResult> {
  const missed: string[] = [];
  const tables: Record<string, RatioTable> = {};
  const programs = withPeers ? await findPeers() : undefined;
  for (const keys of ["sdk", "random"] as const) {
    console.log(`\ndurable ingest in batches of ${batchSize}, ${eventsPerRound} events per round, ${keys} keys`);
    const asked = keys === "sdk" ? [...candidates, ...otherProtocols] : candidates;
    const { measured, peers } = await measure({ keys, asked, rounds, ...(keys === "sdk" && { programs }) });
    missed.push(...findMissed(keys, asked, measured));
    tables[`ingest-${keys}`] = printTable(toTable(asked, measured));
    if (peers.length > 0) {
      const [bare, ...others] = measured as [Measured, ...Measured[]];
      const ours = others[asked.findIndex(isBarred)] as Measured;
      missed.push(...findMissedOfPeers(ours, peers));
      tables["ingest-peers"] = printTable(toPeerTable(ours, peers, bare));
    }
  }
  return { missed, tables };
}

/** Resolves with the folder of the programs of the peers. Reports if they cannot be built. */
async function findPeers(): Promise<string | undefined> {
  const built = await buildPeers();
  if ("programs" in built) {
    return built.programs;
  }
  console.error(`skipped immudb and Tessera: ${built.problem.trim()}`);
  return undefined;
}

interface Comparison {
  readonly keys: Keys;
  readonly asked: readonly Candidate[];
  readonly rounds: number;
  /** Folder of the programs of the peers. */
  readonly programs?: string | undefined;
}

/** Measures the bare table, which comes first, the candidates, and the peers. */
async function measure({
  keys,
  asked,
  rounds,
  programs,
}: Comparison): Promise<{ measured: Measured[]; peers: Measured[] }> {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-bench-"));
  const client = startClient();
  const bare = createBareTable(join(folder, "bare.db"));
  // Each server process adds an exit listener, so that it is killed with this process.
  process.setMaxListeners(asked.length + 10);
  const servers = await Promise.all(asked.map(({ server }, index) => startServer(server, join(folder, `${index}.db`))));
  const peers = programs === undefined ? undefined : await startPeers(programs, folder, { keys, eventsPerRound });
  try {
    const contenders = asked.map((candidate, index) => {
      const server = servers[index] as BenchServer;
      return toContender(candidate, { keys, server, client });
    });
    const all = [toBareContender(bare, keys), ...contenders, ...(peers?.contenders ?? [])];
    const measured = await compareRates(all, { rounds, eventsPerRound });
    console.log(measured.map(describeMeasured).join("\n"));
    return { measured: measured.slice(0, 1 + asked.length), peers: measured.slice(1 + asked.length) };
  } finally {
    client.stop();
    peers?.stop();
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

function toPeerTable(ours: Measured, peers: readonly Measured[], bare: Measured): RatioTable {
  return {
    header: [
      "peer",
      ...comparisonHeader,
      "rate of the server, relative to the peer",
      "CPU per event, relative to the peer",
    ],
    rows: peers.map((peer) => [
      peer.name,
      ...toCells(peer, bare),
      formatRange(ratiosOf(ours, peer)),
      (ours.cpuMicrosPerEvent / peer.cpuMicrosPerEvent).toFixed(1),
    ]),
  };
}

function findMissedOfPeers(ours: Measured, peers: readonly Measured[]): string[] {
  return peers.flatMap((peer) => {
    const [, bar = 0] = Object.entries(barsOfPeers).find(([name]) => peer.name.startsWith(name)) ?? [];
    const ratio = quantile(ratiosOf(ours, peer));
    return ratio < bar ? [`${ours.name}: expected ${bar} of the rate of ${peer.name}, got ${ratio.toFixed(2)}`] : [];
  });
}

/** Returns whether the bars apply to a candidate. */
function isBarred({ server, form, http, connections }: Candidate): boolean {
  return server === "with the log" && form === "connect" && http === 1 && connections === 4;
}

function findMissed(keys: Keys, asked: readonly Candidate[], [bare, ...measured]: readonly Measured[]): string[] {
  return measured.flatMap((one, index) => {
    const candidate = asked[index] as Candidate;
    const ofBare = quantile(ratiosOf(one, bare as Measured));
    const ofWithout = quantile(ratiosToWithout(asked, measured, index));
    return [
      ...(isBarred(candidate) && ofBare < bars[keys]
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
