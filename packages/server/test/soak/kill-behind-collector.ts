// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import { toBinary } from "@bufbuild/protobuf";
import { buildCollector, type Collector, startCollector } from "@chaukas/emitters/collector";
import { spansToEvents } from "@chaukas/spec-otel";
import { type ExportTraceServiceRequest, ExportTraceServiceRequestSchema, TraceService } from "@chaukas/spec-otel/otlp";
import { findFreePort } from "@chaukas/testdata";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { createRandom, type Random } from "../events/random.ts";
import { readEventIds } from "../events/read-event-ids.ts";
import { readMetric } from "../http/read-metric.ts";
import { findLoggedFaults } from "../served/find-logged-faults.ts";
import { type ServerProcess, startServerProcess } from "../served/server-process.ts";
import { createSpans } from "./lib/create-spans.ts";
import { openSoakStore } from "./lib/open-soak-store.ts";
import type { SoakOptions, SoakResult, StoreKind } from "./lib/soak.ts";

/** Options of {@link killBehindCollector}. */
export interface KillBehindCollectorOptions extends SoakOptions {
  readonly rounds: number;
  readonly store: StoreKind;
  /** Requests of emitters to send before the first round. */
  readonly captured?: readonly ExportTraceServiceRequest[];
}

const tenantId = "default";
const drainTimeoutMs = 120_000;
const retry = { initial_interval: "50ms", max_interval: "500ms", max_elapsed_time: "0s" };
const queue = { queue_size: 100_000, num_consumers: 4 };

/**
 * Sends spans to an OpenTelemetry Collector, over HTTP and gRPC and some of them twice, while the server behind it is
 * killed in each round. The collector exports everything over HTTP and over gRPC, so each span arrives at least twice. In
 * the end, the server must have the events of every span once. Throws if the collector cannot be built.
 */
export async function killBehindCollector(options: KillBehindCollectorOptions): Promise<SoakResult> {
  const { rounds, store: kind, seed, report, captured = [] } = options;
  const built = await buildCollector();
  if (built.problem !== undefined) {
    throw new Error(built.problem);
  }
  const random = createRandom(seed);
  const store = await openSoakStore(kind);
  const port = await findFreePort();
  const start = () => startServerProcess({ store: store.location, flags: ["--port", String(port)] });
  let server = await start();
  const collector = await startCollector(built.folder, {
    exporters: {
      otlp_http: { endpoint: server.url, retry_on_failure: retry, sending_queue: queue },
      otlp_grpc: {
        endpoint: `127.0.0.1:${port}`,
        tls: { insecure: true },
        retry_on_failure: retry,
        sending_queue: queue,
      },
    },
  });
  const expected = new Set<string>();
  const faults: string[] = [];
  let requests = 0;
  const send = createSender(collector, random);
  const sendOnce = async (request: ExportTraceServiceRequest) => {
    await send(request);
    requests++;
    for (const { eventId } of spansToEvents(request, { tenantId }).events) {
      expected.add(eventId);
    }
  };
  try {
    for (const request of captured) {
      await sendOnce(request);
    }
    for (let round = 1; round <= rounds; round++) {
      const killed = killAfterEvents(server, 1 + random.integer(100));
      for (let batch = 0; batch < 10; batch++) {
        const request = createSpans(random, 1 + random.integer(20));
        await sendOnce(request);
        if (random.chance(0.3)) {
          await send(request);
        }
        await sleep(random.integer(20));
      }
      await killed;
      faults.push(...findLoggedFaults(server.log));
      await sleep(random.integer(200));
      server = await start();
      if (round % 10 === 0 || round === rounds) {
        report(`${round} of ${rounds} kills, ${requests} requests, ${expected.size} events, ${faults.length} faults`);
      }
    }
    // A collector that is stopped gives up what it could not send at once.
    await collector.drain(drainTimeoutMs);
    const stored = await readEventIds(server.url, tenantId);
    const once = new Set(stored);
    const lost = [...expected].filter((id) => !once.has(id));
    const unknown = [...once].filter((id) => !expected.has(id));
    for (const [what, count] of [
      ["events of spans that are missing", lost.length],
      ["events that no span explains", unknown.length],
      ["events that are there twice", stored.length - once.size],
    ] as const) {
      if (count > 0) {
        faults.push(`${what}: expected 0, got ${count}`);
      }
    }
    const code = await collector.stop();
    if (code !== 0) {
      faults.push(`collector: expected to stop with exit code 0, got ${code}`);
    }
    const [dropped] = /^.*Dropping data.*$/m.exec(collector.log()) ?? [];
    if (dropped !== undefined) {
      faults.push(`collector: ${dropped}`);
    }
    const refusals = collector.log().match(/Exporting failed\. Will retry/g)?.length ?? 0;
    const exitCode = await server.stop();
    if (exitCode !== 0) {
      faults.push(`server: expected to stop with exit code 0, got ${exitCode}`);
    }
    faults.push(...findLoggedFaults(server.log), ...(await store.checkRows()), ...(await store.checkAll()));
    const figures = { seed, kills: rounds, requests, events: expected.size, "retries of the collector": refusals };
    return { figures, faults };
  } finally {
    await collector.stop();
    await server.kill();
    await store.dispose();
  }
}

/** Kills a server once it has stored a number of events since its start, so that it dies between two exports or in one. */
async function killAfterEvents(server: ServerProcess, count: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while ((await readMetric(server.url, "chaukas_events_total")) < count && Date.now() < deadline) {
    await sleep(5);
  }
  await server.kill();
}

/** Returns a function that sends a request to a collector, over HTTP or gRPC. It rejects unless everything is accepted. */
function createSender(collector: Collector, random: Random): (request: ExportTraceServiceRequest) => Promise<void> {
  const client = createClient(TraceService, createGrpcTransport({ baseUrl: collector.grpcUrl }));
  return async (request) => {
    if (random.chance(0.5)) {
      await client.export(request);
      return;
    }
    const response = await fetch(`${collector.httpUrl}/v1/traces`, {
      method: "POST",
      headers: { "content-type": "application/x-protobuf" },
      body: toBinary(ExportTraceServiceRequestSchema, request),
    });
    if (!response.ok) {
      throw new Error(`collector: expected status 200, got ${response.status}: ${await response.text()}`);
    }
  };
}
