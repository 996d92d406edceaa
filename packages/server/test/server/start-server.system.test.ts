// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createKey,
  createLogger,
  openStore,
  type RunningServer,
  type ServerConfig,
  startServer,
} from "@chaukas/server";
import { createChaukasClient } from "@chaukas/spec-client";
import { EventType } from "@chaukas/spec-common";
import { readCapturedRequests } from "@chaukas/testdata";
import { createClient as createConnectClient } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { credentials, loadPackageDefinition, type ServiceClientConstructor } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ServerReflection } from "../../src/gen/grpc/reflection/v1/reflection_pb.js";
import { ServerReflection as ServerReflectionV1Alpha } from "../../src/gen/grpc/reflection/v1alpha/reflection_pb.js";
import { Health, HealthCheckResponse_ServingStatus as ServingStatus } from "../../src/gen/health/v1/health_pb.js";
import { makeNewEvent } from "../events/make-new-event.js";
import { makeSqliteVersion2 } from "../events/make-version-2.js";

let folder: string;
let server: RunningServer | undefined;
let lines: { level: string; msg: string }[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-server-"));
  lines = [];
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

async function start(config: Partial<ServerConfig> = {}): Promise<RunningServer> {
  const logger = createLogger("debug", { write: (line) => void lines.push(JSON.parse(line)) });
  server = await startServer({ port: 0, store: join(folder, "events.db"), ...config }, { logger });
  return server;
}

async function addKey(): Promise<string> {
  const store = await openStore(join(folder, "events.db"));
  const { key } = await createKey(store.keys, { tenantId: "acme" });
  await store.close();
  return key;
}

const event = { eventId: "e1", tenantId: "acme", sessionId: "s1", type: EventType.SYSTEM, timestamp: { seconds: 1n } };

it("treats the same event as one over every protocol", async () => {
  const { url } = await start();
  const options = { baseUrl: url, httpVersion: "2" as const };
  const transports = [
    createGrpcTransport(options),
    createGrpcWebTransport({ baseUrl: url }),
    createConnectTransport(options),
    createConnectTransport({ baseUrl: url, httpVersion: "1.1", useBinaryFormat: false }),
  ];
  const statuses = [];
  for (const transport of transports) {
    statuses.push((await createChaukasClient({ transport }).ingestEvent({ event })).status);
  }
  expect(statuses).toEqual(["accepted", "duplicate", "duplicate", "duplicate"]);
  const body = {
    event_id: "e1",
    tenant_id: "acme",
    session_id: "s1",
    type: "SYSTEM",
    timestamp: "1970-01-01T00:00:01Z",
  };
  const headers = { "content-type": "application/json" };
  const rest = await fetch(`${url}/v1/events`, { method: "POST", headers, body: JSON.stringify(body) });
  expect(await rest.json()).toMatchObject({ event_id: "e1", status: "duplicate" });
});

it("accepts what the Python SDK sends, byte for byte", async () => {
  const { url } = await start();
  for (const { method, path, headers, body } of readCapturedRequests()) {
    expect((await fetch(url + path, { method, headers, body })).status).toBe(202);
  }
  const stats = await fetch(`${url}/v1/stats?tenant_id=acme`);
  expect(await stats.json()).toMatchObject({ total_events: 106 });
});

it("reports its health, as a whole and by service, and notifies watchers when it stops", async () => {
  const running = await start();
  const health = createConnectClient(Health, createGrpcTransport({ baseUrl: running.url }));
  for (const service of [
    "",
    "chaukas.spec.client.v1.ChaukasClientService",
    "chaukas.spec.audit.v1.ChaukasAuditService",
    "opentelemetry.proto.collector.logs.v1.LogsService",
    "opentelemetry.proto.collector.trace.v1.TraceService",
  ]) {
    expect((await health.check({ service })).status).toBe(ServingStatus.SERVING);
  }
  await expect(health.check({ service: "nobody" })).rejects.toThrow(
    '[not_found] service: expected a service of this server, got "nobody"',
  );
  const watch = health.watch({})[Symbol.asyncIterator]();
  expect((await watch.next()).value).toMatchObject({ status: ServingStatus.SERVING });
  const next = watch.next();
  const closed = running.close();
  expect((await next).value).toMatchObject({ status: ServingStatus.NOT_SERVING });
  expect((await watch.next()).done).toBe(true);
  await closed;
});

it("describes its services through both versions of gRPC reflection", async () => {
  const { url } = await start();
  const ask = async (service: typeof ServerReflection | typeof ServerReflectionV1Alpha, messageRequest: object) => {
    const client = createConnectClient(service as typeof ServerReflection, createGrpcTransport({ baseUrl: url }));
    const questions = (async function* () {
      yield { messageRequest: messageRequest as never };
    })();
    for await (const { messageResponse } of client.serverReflectionInfo(questions)) {
      return messageResponse;
    }
    return undefined;
  };
  for (const version of [ServerReflection, ServerReflectionV1Alpha]) {
    expect(await ask(version, { case: "listServices", value: "" })).toMatchObject({
      value: {
        service: [
          { name: "chaukas.spec.audit.v1.ChaukasAuditService" },
          { name: "chaukas.spec.client.v1.ChaukasClientService" },
          { name: "chaukas.spec.server.v1.ChaukasServerService" },
          { name: "grpc.health.v1.Health" },
          { name: "opentelemetry.proto.collector.logs.v1.LogsService" },
          { name: "opentelemetry.proto.collector.trace.v1.TraceService" },
        ],
      },
    });
    const symbol = "chaukas.spec.client.v1.ChaukasClientService.IngestEvent";
    const files = await ask(version, { case: "fileContainingSymbol", value: symbol });
    expect(files?.case).toBe("fileDescriptorResponse");
    const missing = await ask(version, { case: "fileByFilename", value: "../../etc/passwd" });
    expect(missing).toMatchObject({ value: { errorCode: 5, errorMessage: "../../etc/passwd: not found" } });
  }
});

it("answers the health check of gRPC's own client", async () => {
  const { port } = await start();
  const proto = join(import.meta.dirname, "../../node_modules/grpc-health-check/proto/health/v1/health.proto");
  const loaded = loadPackageDefinition(loadSync(proto)) as unknown as {
    grpc: { health: { v1: { Health: ServiceClientConstructor } } };
  };
  const client = new loaded.grpc.health.v1.Health(`127.0.0.1:${port}`, credentials.createInsecure());
  const answer = await new Promise((resolve, reject) => {
    client["Check"]?.({}, (error: Error | null, value: unknown) => (error ? reject(error) : resolve(value)));
  });
  client.close();
  expect(answer).toMatchObject({ status: ServingStatus.SERVING });
});

it("serves Prometheus metrics on loopback, or if configured", async () => {
  const { url } = await start();
  const client = createChaukasClient({ baseUrl: url });
  await client.ingestEvent({ event });
  await expect(client.ingestEvent({ event: { ...event, sessionId: "" } })).rejects.toThrow("[invalid_argument]");
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toContain('chaukas_events_total{outcome="accepted"} 1');
  expect(text).toContain('chaukas_events_rejected_total{reason="invalid_argument"} 1');
  expect(text).toContain('method="ChaukasClientService/IngestEvent",code="ok"} 1');
  expect(text).toContain("chaukas_commit_duration_seconds_count 1");
  expect(text).toContain("chaukas_commit_events_sum 1");
  expect(text).toContain("process_resident_memory_bytes");
  expect((await fetch(`${url}/metrics`, { method: "POST" })).status).toBe(405);
  await server?.close();
  expect((await fetch(`${(await start({ metrics: "off" })).url}/metrics`)).status).toBe(404);
});

it("refuses other host names while it has no keys, against DNS rebinding by web pages", async () => {
  const { port } = await start();
  const { exchangeBytes } = await import("../http/exchange-bytes.js");
  const answer = await exchangeBytes(port, "GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 421 .*expected localhost, since the server has no keys/s);
});

it("refuses to listen on all addresses without keys, and requires keys once there are any", async () => {
  const fault = { name: "ServerStartError", code: "keys_needed" };
  await expect(start({ host: "0.0.0.0" })).rejects.toMatchObject(fault);
  const key = await addKey();
  const { port } = await start({ host: "0.0.0.0" });
  const baseUrl = `http://127.0.0.1:${port}`;
  await expect(createChaukasClient({ baseUrl }).ingestEvent({ event })).rejects.toThrow("[unauthenticated]");
  expect((await createChaukasClient({ baseUrl, apiKey: key }).ingestEvent({ event })).status).toBe("accepted");
  expect((await fetch(`${baseUrl}/metrics`)).status).toBe(404);
  expect(JSON.stringify(lines)).not.toContain(key);
});

it("logs the progress of a migration, after which old events are found in every script", async () => {
  const url = join(folder, "events.db");
  const store = await openStore(url);
  await store.append([makeNewEvent({ content: { case: "message", value: { text: "请退款order4711给客户" } } })]);
  await store.close();
  makeSqliteVersion2(url);
  const { url: baseUrl } = await start();
  expect(lines).toContainEqual(expect.objectContaining({ level: "info", events: 1, total: 1 }));
  const { queryEvents } = createChaukasClient({ baseUrl });
  for (const textQuery of ["退款", "order4711", "给客户"]) {
    const { response } = await queryEvents({ query: { filter: { tenantId: "acme", textQuery } } });
    expect(response?.totalCount).toBe(1n);
  }
});

it("refuses a port in use, and invalid TLS files", async () => {
  const { port } = await start();
  await expect(startServer({ port, store: join(folder, "other.db"), logLevel: "silent" })).rejects.toMatchObject({
    code: "cannot_listen",
    remedy: "stop the process that is listening there, or choose another port",
  });
  await expect(startServer({ tlsCert: "cert.pem" })).rejects.toMatchObject({
    code: "bad_tls",
    message: "tls-key: expected a file, got none",
  });
});

it("loses no acknowledged event when it drains under load", async () => {
  const running = await start();
  const client = createChaukasClient({
    transport: createGrpcTransport({ baseUrl: running.url }),
    retry: { maxAttempts: 1 },
  });
  const acknowledged = new Set<string>();
  const writers = Array.from({ length: 20 }, async (_, writer) => {
    for (let number = 0; ; number += 1) {
      const eventId = `${writer}-${number}`;
      await client.ingestEvent({ event: { ...event, eventId } });
      acknowledged.add(eventId);
    }
  });
  const settled = Promise.allSettled(writers);
  await expect.poll(() => acknowledged.size).toBeGreaterThan(100);
  await running.close();
  await settled;
  const store = await openStore(join(folder, "events.db"), { access: "manage" });
  const stored = new Set<string>();
  for (let from = 0; ; from = stored.size) {
    const page = await store.readLog("acme", { fromSequence: from, limit: 1000 });
    page.forEach(({ event: { eventId } }) => void stored.add(eventId));
    if (page.length < 1000) {
      break;
    }
  }
  await store.close();
  expect([...acknowledged].filter((eventId) => !stored.has(eventId))).toEqual([]);
});
