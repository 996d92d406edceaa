// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Agent } from "node:http";
import { type ClientHttp2Session, connect as connectHttp2 } from "node:http2";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { EventType } from "@chaukas/spec-common";
import { connectClients } from "../http/connect-clients.ts";
import { readMetric } from "../http/read-metric.ts";
import { findLoggedFaults } from "../served/find-logged-faults.ts";
import { type ServerProcess, startServerProcess } from "../served/server-process.ts";
import { watchMemory } from "../served/watch-memory.ts";
import { openSoakStore } from "./lib/open-soak-store.ts";
import { sendRequest } from "./lib/send-request.ts";
import type { SoakOptions, SoakResult, StoreKind } from "./lib/soak.ts";

/** Options of {@link unreadAnswers}. */
export interface UnreadAnswersOptions extends SoakOptions {
  /** Number of callers that never read: half of them over HTTP/1.1, the others over HTTP/2 with a window of 0. */
  readonly callers: number;
  readonly store: StoreKind;
  /** Value of `--max-unread-bytes`. */
  readonly maxUnreadBytes: number;
  /** How long the callers keep their answers unread, in milliseconds. */
  readonly holdMs: number;
}

const query = JSON.stringify({ filter: { tenant_id: "acme", session_id: "large" }, page_size: 100 });
const requestsPerCaller = 3;

/**
 * Lets callers ask for pages of 4 MiB and never read them, while others write and read. Watches that the server answers
 * those, and that its memory grows by at most the limit plus a quarter.
 */
export async function unreadAnswers(options: UnreadAnswersOptions): Promise<SoakResult> {
  const { callers, store: kind, maxUnreadBytes, holdMs, report } = options;
  const store = await openSoakStore(kind);
  const flags = ["--default-tenant", "acme", "--max-unread-bytes", String(maxUnreadBytes), "--metrics", "on"];
  const server = await startServerProcess({ store: store.location, flags });
  const agent = new Agent({ keepAlive: true });
  const silent: (Socket | ClientHttp2Session)[] = [];
  const faults: string[] = [];
  try {
    await fill(server);
    await warmUp(server, agent);
    const watch = watchMemory(server.pid);
    const before = watch.sample();
    report(`${toMegabytes(before)} MB before`);
    const answered = keepCalling(server, agent);
    for (let index = 0; index < callers; index += 1) {
      silent.push(index % 2 === 0 ? askOverHttp1(server.port) : askOverHttp2(server.url));
      if (index % 10 === 9) {
        watch.sample();
        await sleep(20);
      }
    }
    let mostUnread = 0;
    for (const end = performance.now() + holdMs; performance.now() < end; await sleep(100)) {
      watch.sample();
      mostUnread = Math.max(mostUnread, await readMetric(server.url, "chaukas_unread_bytes"));
    }
    const { milliseconds, failures } = await answered.stop();
    const cuts = await readMetric(server.url, 'chaukas_limit_hits_total{limit="unread_bytes"}');
    const growth = Math.max(...watch.samples) - before;
    if (growth > maxUnreadBytes * 1.25) {
      faults.push(
        `memory: expected to grow by at most ${toMegabytes(maxUnreadBytes * 1.25)} MB, got ${toMegabytes(growth)}`,
      );
    }
    if (mostUnread > maxUnreadBytes) {
      faults.push(`chaukas_unread_bytes: expected at most ${maxUnreadBytes}, got ${mostUnread}`);
    }
    faults.push(...failures, ...findLoggedFaults(server.log));
    return {
      figures: {
        "memory before (MB)": toMegabytes(before),
        "peak (MB)": toMegabytes(before + growth),
        "peak growth (MB)": toMegabytes(growth),
        "limit (MB)": toMegabytes(maxUnreadBytes),
        "most unread (MB)": toMegabytes(mostUnread),
        "answers cut": cuts,
        "calls answered meanwhile": milliseconds.length,
        "median of these (ms)": percentile(milliseconds, 0.5),
        "p99 of these (ms)": percentile(milliseconds, 0.99),
      },
      faults,
    };
  } finally {
    for (const caller of silent) {
      caller.destroy();
    }
    agent.destroy();
    await server.kill();
    await store.dispose();
  }
}

/** Stores 100 events of 40 kB, which make a page of 4 MiB. */
async function fill({ url }: ServerProcess): Promise<void> {
  const clients = connectClients(url);
  for (let batch = 0; batch < 10; batch += 1) {
    const events = Array.from({ length: 10 }, (_, index) => ({
      eventId: `large-${batch}-${index}`,
      tenantId: "acme",
      sessionId: "large",
      type: EventType.SYSTEM,
      timestamp: { seconds: 1_760_000_000n },
      metadata: { text: "x".repeat(40_000) },
    }));
    await clients.grpc.ingestEventBatch({ eventBatch: { events } });
  }
  clients.close();
}

/** Reads pages until the memory of the server has settled. */
async function warmUp({ port }: ServerProcess, agent: Agent): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(Array.from({ length: 8 }, () => ask(port, agent)));
  }
}

function ask(port: number, agent: Agent) {
  const headers = { "content-type": "application/json" };
  return sendRequest({ method: "POST", path: "/v1/query", headers, body: Buffer.from(query) }, { port, agent });
}

/** Sends several requests on one connection, since the buffers of the system hold a few megabytes. */
function askOverHttp1(port: number): Socket {
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  const head = `POST /v1/query HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${query.length}\r\n\r\n`;
  socket.pause().write(`${head}${query}`.repeat(requestsPerCaller));
  return socket;
}

function askOverHttp2(url: string): ClientHttp2Session {
  const session = connectHttp2(url, { settings: { initialWindowSize: 0 } }).on("error", () => {});
  for (let index = 0; index < requestsPerCaller; index += 1) {
    const stream = session.request({ ":method": "POST", ":path": "/v1/query", "content-type": "application/json" });
    stream.on("error", () => {}).end(query);
    session.request({ ":path": "/metrics" }).on("error", () => {});
  }
  return session;
}

/** Writes events and reads small pages until it is stopped. */
function keepCalling({ port }: ServerProcess, agent: Agent) {
  const milliseconds: number[] = [];
  const failures: string[] = [];
  let isStopped = false;
  const call = async (caller: number) => {
    for (let count = 0; !isStopped; count += 1) {
      const event = {
        event_id: `small-${caller}-${count}`,
        tenant_id: "acme",
        session_id: "small",
        type: "SYSTEM",
        timestamp: "2026-01-01T00:00:00Z",
      };
      const headers = { "content-type": "application/json" };
      const small = { filter: { tenant_id: "acme", session_id: "small" }, page_size: 5 };
      for (const [path, body, status] of [
        ["/v1/events", event, 202],
        ["/v1/query", small, 200],
      ] as const) {
        const start = performance.now();
        const answer = await sendRequest(
          { method: "POST", path, headers, body: Buffer.from(JSON.stringify(body)) },
          { port, agent },
        ).catch((error: Error) => ({ status: error.message }));
        milliseconds.push(performance.now() - start);
        if (answer.status !== status) {
          failures.push(`${path}: expected ${status}, got ${answer.status}`);
        }
        await sleep(10);
      }
    }
  };
  const calls = Promise.all([0, 1, 2, 3].map(call));
  return {
    async stop() {
      isStopped = true;
      await calls;
      return { milliseconds, failures };
    },
  };
}

function percentile(values: readonly number[], part: number): number {
  return Math.round([...values].sort((one, other) => one - other)[Math.floor(values.length * part)] ?? Number.NaN);
}

function toMegabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
