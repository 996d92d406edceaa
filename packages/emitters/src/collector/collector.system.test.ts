// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { gunzipSync } from "node:zlib";
import { findFreePort } from "@chaukas/testdata";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { type Sink, startSink } from "../capture/start-sink.ts";
import { buildCollector } from "./build-go-programs.ts";
import { startCollector } from "./start-collector.ts";

const built = await buildCollector();
const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";
const withCollector = it.skipIf(built.problem !== undefined && !required);
beforeAll(() => expect(required ? built.problem : undefined).toBeUndefined());

let sink: Sink;
beforeEach(async () => {
  sink = await startSink();
});
afterEach(() => sink.close());

const span = {
  traceId: "5b8efff798038103d269b633813fc60c",
  spanId: "eee19b7ec3c1b174",
  name: "chat gpt-5-mini",
  kind: 3,
  startTimeUnixNano: "1767225600000000001",
  endTimeUnixNano: "1767225600500000002",
  attributes: [{ key: "gen_ai.operation.name", value: { stringValue: "chat" } }],
};
const request = { resourceSpans: [{ resource: {}, scopeSpans: [{ scope: {}, spans: [span] }] }] };

withCollector("passes spans on unchanged, and sends what it holds before it stops", async () => {
  const collector = await startCollector(built.folder ?? "", {
    exporters: { otlp_http: { endpoint: sink.url, encoding: "json" } },
    processors: { batch: { timeout: "10s" } },
  });
  const response = await fetch(`${collector.httpUrl}/v1/traces`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  expect(response.status).toBe(200);
  expect(await collector.stop()).toBe(0);
  const [sent, ...others] = sink.requests;
  expect(others).toEqual([]);
  expect(sent).toMatchObject({ path: "/v1/traces", contentType: "application/json", contentEncoding: "gzip" });
  const body = JSON.parse(gunzipSync(sent?.body ?? "").toString());
  expect(body.resourceSpans[0].scopeSpans[0].spans).toMatchObject([span]);
});

withCollector("knows when it has sent everything, to each exporter", async () => {
  const port = await findFreePort();
  const retry = { initial_interval: "50ms", max_interval: "100ms" };
  const collector = await startCollector(built.folder ?? "", {
    exporters: {
      otlp_http: { endpoint: sink.url },
      "otlp_http/later": { endpoint: `http://127.0.0.1:${port}`, retry_on_failure: retry },
    },
  });
  const body = JSON.stringify(request);
  const headers = { "content-type": "application/json" };
  expect((await fetch(`${collector.httpUrl}/v1/traces`, { method: "POST", headers, body })).status).toBe(200);
  expect(await collector.countAccepted()).toBe(1);
  await expect(collector.drain(500)).rejects.toThrow("collector: expected 2 spans and log records to be sent, got 1");
  const later = await startSink(port);
  await collector.drain(10_000);
  expect([sink.requests.length, later.requests.length]).toEqual([1, 1]);
  expect(await collector.stop()).toBe(0);
  await later.close();
});

withCollector("reports why it does not start", async () => {
  const started = startCollector(built.folder ?? "", { exporters: { carrier_pigeon: {} } });
  await expect(started).rejects.toThrow(/^collector: did not start:\n.*carrier_pigeon/s);
});
