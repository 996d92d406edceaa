// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { EventType } from "@chaukas/spec-common";
import { formatTable } from "@chaukas/tooling/format-table";
import { type BenchOptions, type BenchResult, quantile } from "@chaukas/tooling/run-benches";
import { connectClients, type ServiceClient } from "../test/http/connect-clients.ts";
import { startServerProcess } from "../test/served/server-process.ts";
import { watchMemory } from "../test/served/watch-memory.ts";
import { batchSize, capturedTenant } from "./lib/captured-events.ts";
import type { Load } from "./lib/load.ts";
import { startClient } from "./lib/start-client.ts";

const requestsPerRound = 100;
const roundsBefore = 2;

const tenantId = capturedTenant;
const page = (filter: object) => ({ query: { filter: { tenantId, ...filter }, pageSize: 100 } });

const reads: Readonly<Record<string, (client: ServiceClient) => Promise<unknown>>> = {
  "newest page": (client) => client.queryEvents(page({})),
  "page of a type": (client) => client.queryEvents(page({ types: [EventType.TOOL_CALL_END] })),
  stats: (client) => client.getEventStats({ tenantId }),
};

/** Compares reads on an idle server with reads during ingest at full speed, and reports the server's memory. */
export async function benchReadsUnderLoad({ rounds }: BenchOptions): Promise<BenchResult> {
  console.log("\nreads over gRPC, on an idle server and during ingest over 4 connections at full speed");
  const folder = mkdtempSync(join(tmpdir(), "chaukas-bench-"));
  const server = await startServerProcess({ store: join(folder, "events.db") });
  const memory = watchMemory(server.pid);
  const sender = startClient();
  const clients = connectClients(server.url);
  const times = Object.keys(reads).map(() => ({ alone: [] as number[], beside: [] as number[] }));
  let sent = 0;
  const ingest = () => {
    const load: Load = {
      port: server.port,
      form: "connect",
      http: 1,
      connections: 4,
      keys: "sdk",
      from: sent,
      requests: requestsPerRound,
      eventsPerRequest: batchSize,
    };
    sent += requestsPerRound * batchSize;
    return sender.send(load);
  };
  try {
    for (let round = 0; round < roundsBefore; round++) {
      await ingest();
    }
    for (let round = 0; round < rounds; round++) {
      await readWhile(clients.grpc, (index, ms) => times[index]?.alone.push(ms), wait(2000));
      await readWhile(clients.grpc, (index, ms) => times[index]?.beside.push(ms), ingest());
      memory.sample();
    }
  } finally {
    clients.close();
    sender.stop();
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  const rows = Object.keys(reads).map((name, index) => {
    const { alone = [], beside = [] } = times[index] ?? {};
    const cells = [alone, beside].map((own) => `${quantile(own).toFixed(1)} / ${quantile(own, 0.99).toFixed(1)}`);
    return [name, ...cells, (quantile(beside) / quantile(alone)).toFixed(1)];
  });
  console.log(formatTable(["median / 99th percentile (ms)", "idle", "during ingest", "ratio of medians"], rows));
  const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
  const [first = 0] = memory.samples;
  console.log(
    `resident memory: ${megabytes(first)} MB, after ${sent} events ${megabytes(memory.samples.at(-1) ?? 0)} MB`,
  );
  const header = ["reads over gRPC", "median during ingest at full speed, relative to idle"];
  const ratioRows = rows.map(([name = "", , , ratio = ""]) => [name, ratio]);
  return { missed: [], tables: { reads: { header, rows: ratioRows } } };
}

/** Cycles through the reads until a promise settles. */
async function readWhile(
  client: ServiceClient,
  take: (index: number, ms: number) => void,
  done: Promise<unknown>,
): Promise<void> {
  let isDone = false;
  const settled = done.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    for (const [index, read] of Object.values(reads).entries()) {
      const start = performance.now();
      await read(client);
      take(index, performance.now() - start);
    }
  }
  await settled;
}
