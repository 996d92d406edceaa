// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { buildCollector, startCollector } from "@chaukas/emitters/collector";
import { type Span, SpanSchema, toOtlpJson } from "@chaukas/spec-otel/otlp";
import { beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { makeStorePath } from "../events/make-store-path.js";
import { listCapturedOperations, readCapturedSpans } from "../events/read-captured-spans.js";
import { runCommand } from "../served/run-command.js";
import { sendSpans } from "../served/send-spans.js";
import { type OtlpSink, startOtlpSink } from "../served/start-otlp-sink.js";
import { startTestServer } from "../served/start-test-server.js";

const built = await buildCollector();
const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";
const withCollector = it.skipIf(built.problem !== undefined && !required);
beforeAll(() => expect(required ? built.problem : undefined).toBeUndefined());

vi.setConfig({ testTimeout: 180_000 });

/** Returns spans as texts, without what has no order or says nothing, each once. */
function describeSpans(spans: readonly Span[]): string[] {
  const texts = spans.map((span) => {
    const { attributes, events, status, ...rest } = toOtlpJson(SpanSchema, span) as Record<string, unknown>;
    const sort = (list: unknown) => ((list ?? []) as { key: string }[]).sort((a, b) => (a.key < b.key ? -1 : 1));
    return JSON.stringify({
      ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))),
      status: { code: 0, message: "", ...(status as object | undefined) },
      attributes: sort(attributes),
      events: ((events ?? []) as Record<string, unknown>[]).map((event) => ({
        ...event,
        attributes: sort(event["attributes"]),
      })),
    });
  });
  return [...new Set(texts)].sort();
}

/** Starts a collector that passes on what it takes to a sink. */
async function startChain(): Promise<{ collectorUrl: string; sink: OtlpSink }> {
  const sink = await startOtlpSink();
  const collector = await startCollector(built.folder ?? "", { exporters: { otlp_http: { endpoint: sink.url } } });
  onTestFinished(async () => {
    await collector.stop();
  });
  return { collectorUrl: collector.httpUrl, sink };
}

const expected = describeSpans(listCapturedOperations());

withCollector("spans that were forwarded are those that came in, behind a collector", async () => {
  expect(expected.length).toBeGreaterThan(200);
  const { collectorUrl, sink } = await startChain();
  const server = await startTestServer({ flags: ["--forward-otlp", collectorUrl] });
  await sendSpans(server.url, readCapturedSpans());
  await vi.waitFor(() => expect(sink.spans.length).toBeGreaterThanOrEqual(expected.length), {
    timeout: 60_000,
    interval: 100,
  });
  expect(describeSpans(sink.spans)).toEqual(expected);
  expect(await server.stop()).toBe(0);
});

withCollector("spans that were exported are those that came in, behind a collector", async () => {
  const { collectorUrl, sink } = await startChain();
  const store = makeStorePath();
  const server = await startTestServer({ store });
  await sendSpans(server.url, readCapturedSpans());
  expect(await server.stop()).toBe(0);
  const exported = await runCommand(["export", "--format", "otlp", "--tenant", "acme", "--store", store]);
  expect(exported.code, exported.stderr).toBe(0);
  for (const line of exported.stdout.trimEnd().split("\n")) {
    const path = line.startsWith('{"resourceSpans"') ? "/v1/traces" : "/v1/logs";
    const headers = { "content-type": "application/json" };
    const response = await fetch(collectorUrl + path, { method: "POST", headers, body: line });
    expect([response.status, await response.text()]).toEqual([200, '{"partialSuccess":{}}']);
  }
  await vi.waitFor(() => expect(sink.spans.length).toBe(expected.length), { timeout: 60_000, interval: 100 });
  expect(describeSpans(sink.spans)).toEqual(expected);
});
