// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { openStore } from "@chaukas/server";
import { type BenchOptions, type BenchResult, printTable, quantile } from "@chaukas/tooling/run-benches";
import { childrenOf } from "../test/postgres/postgres-children.ts";
import { type PostgresServer, startPostgres } from "../test/postgres/start-postgres.ts";
import { startServerProcess } from "../test/served/server-process.ts";
import { type BarePostgresTable, createBarePostgresTable } from "./lib/bare-postgres-table.ts";
import { toBareRow } from "./lib/bare-table.ts";
import { batchSize, makeEvents } from "./lib/captured-events.ts";
import {
  type Contender,
  compareRates,
  comparisonHeader,
  describeMeasured,
  type Measured,
  ratiosOf,
  toCells,
} from "./lib/compare-rates.ts";
import { type LoadClient, startClient } from "./lib/start-client.ts";
import type { BenchServer } from "./lib/start-hand-written-server.ts";

/** Minimum rate with the log over 4 connections, relative to the bare table over as many. */
const bar = 0.05;
const batchesPerRound = 50;
const eventsPerRound = batchesPerRound * batchSize;
const keys = "sdk";

/** Compares durable ingest into PostgreSQL with one `INSERT … SELECT unnest` for each batch into a bare table. */
export async function benchIngestPostgres({ rounds }: BenchOptions): Promise<BenchResult> {
  console.log(`\ndurable ingest into PostgreSQL in batches of ${batchSize}, ${eventsPerRound} events per round`);
  const postgres = await startPostgres({ shared_buffers: "128MB" });
  const client = startClient();
  const servers: BenchServer[] = [];
  const start = async (integrity: "on" | "off") => {
    const flags = ["--integrity", integrity];
    const server = await startServerProcess({ store: await postgres.createDatabase(), flags });
    servers.push(server);
    return server;
  };
  let bare: BarePostgresTable | undefined;
  try {
    const url = await postgres.createDatabase();
    await (await openStore(url)).close();
    bare = await createBarePostgresTable(url, 4);
    const parts = { postgres, client };
    const contenders = [
      toBareContender(bare, 4, postgres),
      toContender("without the log", 4, { ...parts, server: await start("off") }),
      toContender("with the log", 1, { ...parts, server: await start("on") }),
      toContender("with the log", 4, { ...parts, server: await start("on") }),
      toContender("with the log", 16, { ...parts, server: await start("on") }),
    ];
    return report(await compareRates(contenders, { rounds, eventsPerRound }));
  } finally {
    client.stop();
    await bare?.close();
    await Promise.all(servers.map((server) => server.kill()));
    await postgres.stop();
  }
}

function toContender(
  name: string,
  connections: number,
  parts: { readonly server: BenchServer; readonly client: LoadClient; readonly postgres: PostgresServer },
): Contender {
  const { server, client, postgres } = parts;
  return {
    name: `${name}: Connect, HTTP/1.1, ${connections} connection${connections === 1 ? "" : "s"}`,
    pids: () => [server.pid, ...childrenOf(postgres.pid)],
    async store(from, onReady) {
      const extent = { from, requests: batchesPerRound, eventsPerRequest: batchSize };
      const load = { form: "connect", http: 1, connections, port: server.port, keys, ...extent } as const;
      return (await client.send(load, onReady)).seconds;
    },
  };
}

function toBareContender(bare: BarePostgresTable, connections: number, postgres: PostgresServer): Contender {
  return {
    name: `bare table, ${connections} connections`,
    pids: () => [process.pid, ...childrenOf(postgres.pid)],
    async store(from, onReady) {
      const batches = Array.from({ length: batchesPerRound }, (_, index) =>
        makeEvents(keys, from + index * batchSize, batchSize).map(toBareRow),
      );
      onReady();
      const start = performance.now();
      let next = 0;
      await Promise.all(
        Array.from({ length: connections }, async (_, connection) => {
          while (next < batches.length) {
            await bare.insert(connection, batches[next++] ?? []);
          }
        }),
      );
      return (performance.now() - start) / 1000;
    },
  };
}

function report(measured: readonly Measured[]): BenchResult {
  const [bare, ...others] = measured as [Measured, ...Measured[]];
  console.log(measured.map(describeMeasured).join("\n"));
  const table = {
    // Without the bytes, since PostgreSQL writes most of them later.
    header: ["durable ingest in batches of 100", ...comparisonHeader.slice(0, 2)],
    rows: measured.map((one) => [one.name, ...toCells(one, bare).slice(0, 2)]),
  };
  const barred = others.find(({ name }) => name.startsWith("with the log") && name.endsWith("4 connections"));
  const ratio = barred === undefined ? Number.NaN : quantile(ratiosOf(barred, bare));
  const missed = ratio < bar ? [`PostgreSQL: expected ${bar} of the bare rate, got ${ratio.toFixed(3)}`] : [];
  return { missed, tables: { "ingest-postgres": printTable(table) } };
}
