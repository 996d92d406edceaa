// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { openStore, sealEvent } from "@chaukas/server";
import { encodeEvent } from "@chaukas/spec-common/codec";
import { QueryEventsRequestSchema, QueryEventsResponseSchema } from "@chaukas/spec-server";
import { type BenchOptions, type BenchResult, formatRange, printTable, quantile } from "@chaukas/tooling/run-benches";
import { startServerProcess } from "../test/served/server-process.ts";
import { createBareTable, toBareRow } from "./lib/bare-table.ts";
import { batchSize, capturedTenant, makeEvents } from "./lib/captured-events.ts";
import { type Answer, openSender, type Sender } from "./lib/open-sender.ts";
import { wireForms } from "./lib/wire-forms.ts";

/** Maximum time of a page of a session over Connect, relative to the bare statement and an empty request. */
const bar = 2.5;
const sessions = 500;
const pagesPerRound = 100;

const service = "/chaukas.spec.server.v1.ChaukasServerService";
const { headers: connectHeaders } = wireForms.connect;

/** A request for the page of a session, and the number of events in the response. */
interface PageForm {
  readonly path: string;
  readonly headers: Record<string, string>;
  write(sessionId: string): Buffer;
  count(answer: Answer): number;
}

const queryOf = (sessionId: string) =>
  create(QueryEventsRequestSchema, { query: { filter: { tenantId: capturedTenant, sessionId }, pageSize: batchSize } });

const forms: Readonly<Record<string, PageForm>> = {
  "Connect, binary": {
    path: `${service}/QueryEvents`,
    headers: connectHeaders as Record<string, string>,
    write: (sessionId) => Buffer.from(toBinary(QueryEventsRequestSchema, queryOf(sessionId))),
    count: ({ body }) => fromBinary(QueryEventsResponseSchema, body).response?.events.length ?? 0,
  },
  "REST, JSON": {
    path: "/v1/query",
    headers: { "content-type": "application/json" },
    write: (session_id) =>
      Buffer.from(JSON.stringify({ filter: { tenant_id: capturedTenant, session_id }, page_size: batchSize })),
    count: ({ body }) => (JSON.parse(body.toString()) as { events: unknown[] }).events.length,
  },
};

/** Compares a page of a session, from request to response, with its bare statement and a request that does nothing. */
export async function benchAnswers({ rounds }: BenchOptions): Promise<BenchResult> {
  console.log(`\na page of the ${batchSize} events of a session, from a store of ${sessions * batchSize} events`);
  const folder = mkdtempSync(join(tmpdir(), "chaukas-bench-"));
  const [bareFile, file] = [join(folder, "bare.db"), join(folder, "chaukas.db")];
  const ids = await fill(bareFile, file);
  const readBare = openBare(bareFile);
  const server = await startServerProcess({ store: file });
  const sender = await openSender(server.port, 1);
  try {
    const ratios = new Map(Object.keys(forms).map((name) => [name, [] as number[]]));
    for (let round = -1; round < rounds; round++) {
      const times = await measureRound(ids, readBare, sender);
      const base = quantile(times.get("bare") ?? []) + quantile(times.get("empty") ?? []);
      // The first round is a warm-up.
      for (const [name, found] of round < 0 ? [] : ratios) {
        found.push(quantile(times.get(name) ?? []) / base);
      }
      console.log(`  ${[...times].map(([name, found]) => `${name} ${quantile(found).toFixed(2)} ms`).join(", ")}`);
    }
    const rows = [...ratios].map(([name, found]) => [name, formatRange(found)]);
    const ratio = quantile(ratios.get("Connect, binary") ?? []);
    const header = ["page of a session with 100 events", "median, relative to the bare statement and an empty request"];
    return {
      missed: ratio > bar ? [`a page over Connect: expected at most ${bar}, got ${ratio.toFixed(2)}`] : [],
      tables: { answers: printTable({ header, rows }) },
    };
  } finally {
    sender.close();
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fills a bare table and a store with the same events. Returns the ids of their sessions. */
async function fill(bareFile: string, file: string): Promise<string[]> {
  const bare = createBareTable(bareFile);
  const store = await openStore(file, { integrity: true });
  const ids: string[] = [];
  for (let session = 0; session < sessions; session++) {
    const events = makeEvents("sdk", session * batchSize, batchSize);
    ids.push(events[0]?.sessionId ?? "");
    bare.insert(events.map(toBareRow));
    const receivedMs = Date.now();
    await store.append(
      events.map((event) => ({ event, body: encodeEvent(event), receivedMs, seal: sealEvent(event) })),
    );
  }
  bare.close();
  await store.close();
  return ids;
}

function openBare(file: string): (sessionId: string) => number {
  const statement = new DatabaseSync(file, { readOnly: true }).prepare(
    `SELECT id, received_ms, content_hash, leaf, body FROM events WHERE tenant_no = 1 AND session_id = ?
      ORDER BY seconds DESC, nanos DESC, id DESC LIMIT ${batchSize + 1}`,
  );
  return (sessionId) => statement.all(sessionId).length;
}

/** Measures all of them at the same sessions, one after the other. */
async function measureRound(
  ids: readonly string[],
  readBare: (sessionId: string) => number,
  { post }: Sender,
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  const measure = async <T>(name: string, call: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await call();
    const found = times.get(name) ?? [];
    found.push(performance.now() - start);
    times.set(name, found);
    return result;
  };
  for (let page = 0; page < pagesPerRound; page++) {
    const sessionId = ids[Math.floor(Math.random() * ids.length)] ?? "";
    requireAll(await measure("bare", () => readBare(sessionId)));
    await measure("empty", () => post(`${service}/GetCapabilities`, connectHeaders, Buffer.alloc(0)));
    for (const [name, { path, headers, write, count }] of Object.entries(forms)) {
      const body = write(sessionId);
      requireAll(count(await measure(name, () => post(path, headers, body))));
    }
  }
  return times;
}

function requireAll(count: number): void {
  if (count !== batchSize) {
    throw new Error(`page: expected ${batchSize} events, got ${count}`);
  }
}
