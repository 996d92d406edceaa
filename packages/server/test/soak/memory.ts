// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Agent } from "node:http";
import { create, toBinary } from "@bufbuild/protobuf";
import { EventType } from "@chaukas/spec-common";
import { IngestEventBatchRequestSchema } from "@chaukas/spec-server";
import { connectClients } from "../http/connect-clients.ts";
import { findLoggedFaults } from "../served/find-logged-faults.ts";
import { startServerProcess } from "../served/server-process.ts";
import { watchMemory } from "../served/watch-memory.ts";
import { openSoakStore } from "./lib/open-soak-store.ts";
import { sendRequest } from "./lib/send-request.ts";
import type { SoakOptions, SoakResult, StoreKind } from "./lib/soak.ts";

/** Options of {@link memory}. */
export interface MemoryOptions extends SoakOptions {
  /** Number of events to ingest. */
  readonly events: number;
  readonly store: StoreKind;
}

const batchSize = 500;
const senders = 6;

/** Ingests small events in batches at full speed, and watches the memory of the server. */
export async function memory({ events, store: kind, report }: MemoryOptions): Promise<SoakResult> {
  const store = await openSoakStore(kind);
  const server = await startServerProcess({ store: store.location });
  const watch = watchMemory(server.pid);
  const agent = new Agent({ keepAlive: true });
  const batches = Math.ceil(events / batchSize);
  const every = Math.max(1, Math.floor(batches / 500));
  const start = performance.now();
  let sent = 0;
  let acknowledged = 0;
  let announced = 0;
  const send = async () => {
    const template = createTemplate();
    while (sent < batches) {
      const body = template(sent++);
      const headers = { "content-type": "application/x-protobuf", accept: "application/json" };
      const path = "/v1/events/batch";
      const answer = await sendRequest({ method: "POST", path, headers, body }, { port: server.port, agent });
      acknowledged += Number(JSON.parse(answer.body.toString()).accepted_count);
      if (sent % every === 0) {
        watch.sample();
      }
      if (acknowledged >= announced + events / 10) {
        announced = acknowledged;
        report(`${acknowledged} events, ${toMegabytes(watch.sample())} MB, ${rate(acknowledged, start)} events/s`);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: senders }, send));
    const { early, late, isFlat } = watch.compare();
    const clients = connectClients(server.url);
    const { totalEvents } = await clients.grpc.getEventStats({ tenantId: "memory" });
    clients.close();
    const faults = findLoggedFaults(server.log);
    if (!isFlat) {
      faults.push(
        `memory: expected to stay flat, but the median rose from ${toMegabytes(early)} to ${toMegabytes(late)} MB`,
      );
    }
    if (Number(totalEvents) !== acknowledged || acknowledged !== batches * batchSize) {
      faults.push(`events: ${batches * batchSize} sent, ${acknowledged} acknowledged, ${totalEvents} stored`);
    }
    const perMillion = (late - early) / 2 ** 20 / ((acknowledged * (4 / 5) * (2 / 3)) / 1e6);
    return {
      figures: {
        "stored events": Number(totalEvents),
        "events per second": rate(acknowledged, start),
        "median early (MB)": toMegabytes(early),
        "median late (MB)": toMegabytes(late),
        "peak (MB)": toMegabytes(Math.max(...watch.samples)),
        "growth (MB per million events)": perMillion.toFixed(2),
      },
      faults,
    };
  } finally {
    agent.destroy();
    await server.kill();
    await store.dispose();
  }
}

/** Returns a function that overwrites the ids in the binary form of a batch, which costs next to nothing. */
function createTemplate(): (batch: number) => Uint8Array {
  const placeholders = Array.from({ length: batchSize }, (_, index) => `memory-${String(index).padStart(16, "x")}`);
  const bytes = Buffer.from(
    toBinary(
      IngestEventBatchRequestSchema,
      create(IngestEventBatchRequestSchema, {
        eventBatch: {
          events: placeholders.map((eventId, index) => ({
            eventId,
            tenantId: "memory",
            projectId: `project-${index % 5}`,
            sessionId: `session-${index % 100}`,
            agentId: `agent-${index % 10}`,
            type: index % 2 === 0 ? EventType.TOOL_CALL_START : EventType.TOOL_CALL_END,
            timestamp: { seconds: 1_760_000_000n + BigInt(index) },
          })),
        },
      }),
    ),
  );
  const offsets = placeholders.map((placeholder) => bytes.indexOf(placeholder) + "memory-".length);
  return (batch) => {
    const filled = Buffer.from(bytes);
    for (const [index, offset] of offsets.entries()) {
      filled.write(String(batch * batchSize + index).padStart(16, "0"), offset, "latin1");
    }
    return filled;
  };
}

function toMegabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

function rate(events: number, start: number): number {
  return Math.round(events / ((performance.now() - start) / 1000));
}
