// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, EventSchema, EventType } from "@chaukas/spec-common";
import { ExportTraceServiceResponseSchema, encodeExportTraceServiceResponse } from "@chaukas/spec-otel/otlp";
import { beforeEach, expect, test } from "vitest";
import { type OtlpAnswer, type OtlpSink, startOtlpSink } from "../../test/served/start-otlp-sink.js";
import type { ForwardHooks } from "./forward-hooks.js";
import { createSendGroups } from "./send-otlp.js";

let sink: OtlpSink;
let stopping: AbortController;
let told: { [Name in keyof ForwardHooks]: Parameters<ForwardHooks[Name]>[0][] };
beforeEach(async () => {
  sink = await startOtlpSink();
  stopping = new AbortController();
  told = { onSent: [], onRefused: [], onFailed: [], onWarning: [], onStoreError: [] };
});

function send(groups: readonly (readonly Event[])[], { url = sink.url, timeoutMs = 5_000 } = {}): Promise<void> {
  const hooks = Object.fromEntries(
    Object.entries(told).map(([name, calls]) => [name, (call: never) => calls.push(call)]),
  ) as unknown as ForwardHooks;
  const options = { timeoutMs, retryMs: 5, maxRetryMs: 20, stop: stopping.signal, beforeAttempt: async () => {} };
  return createSendGroups({ url, headers: { "x-key": "secret" } }, hooks, options)(groups);
}

const ids = { tenantId: "acme", sessionId: "s", traceId: "5b8efff798038103d269b633813fc60c" };
const timestamp = { seconds: 1_700_000_000n, nanos: 5 };

function span(spanId: string): Event[] {
  return [EventType.TOOL_CALL_START, EventType.TOOL_CALL_END].map((type, index) =>
    create(EventSchema, { eventId: `${spanId}-${index}`, ...ids, spanId, type, timestamp }),
  );
}

function lone(eventId: string): Event[] {
  return [create(EventSchema, { eventId, ...ids, type: EventType.SESSION_START, timestamp })];
}

/** Answers requests in turn, and the rest with 200. */
function answerInTurn(...answers: OtlpAnswer[]): void {
  sink.answer = () => answers.shift() ?? {};
}

const spanIds = () => sink.spans.map(({ spanId }) => Buffer.from(spanId).toString("hex"));

test("spans and log records are sent to their paths, compressed, with the headers of the endpoint", async () => {
  await send([span("eee19b7ec3c1b174"), lone("a"), lone("b")]);
  const headers = { "x-key": "secret", "content-type": "application/x-protobuf", "content-encoding": "gzip" };
  expect(sink.requests).toMatchObject([
    { path: "/v1/traces", headers },
    { path: "/v1/logs", headers },
  ]);
  expect(spanIds()).toEqual(["eee19b7ec3c1b174"]);
  expect(sink.logs.map(({ eventName }) => eventName)).toEqual(["chaukas.session_start", "chaukas.session_start"]);
  expect(told.onSent).toEqual([
    { signal: "traces", items: 1 },
    { signal: "logs", items: 2 },
  ]);
});

test.each([429, 500, 502, 503, 504, 401, 403, 404, 302])("an answer %i is retried", async (status) => {
  answerInTurn({ status, body: "no\u001b[2K room" }, { status });
  await send([lone("a")], { url: `${sink.url}/` });
  expect(sink.logs).toHaveLength(1);
  expect(told.onFailed.map(({ reason }) => reason)).toEqual([
    `/v1/logs: status ${status}: no [2K room`,
    `/v1/logs: status ${status}`,
  ]);
  expect(told.onRefused).toEqual([]);
});

test("a lost connection and a late answer are retried", async () => {
  answerInTurn({ drop: true });
  await send([lone("a")]);
  expect(told.onFailed).toMatchObject([{ reason: expect.stringMatching(/^\/v1\/logs: ./) }]);
  answerInTurn({ delayMs: 2_000 });
  await send([lone("b")], { timeoutMs: 500 });
  expect(told.onFailed.at(-1)?.reason).toBe("/v1/logs: no answer in time");
});

test("an endpoint that asks for time gets it", async () => {
  answerInTurn({ status: 503, headers: { "retry-after": "1" } });
  const start = performance.now();
  await send([lone("a")]);
  expect(performance.now() - start).toBeGreaterThan(990);
  expect(told.onFailed).toMatchObject([{ retryMs: 1000 }]);
});

test("what is refused for good is found, reported and left out, and the rest is sent", async () => {
  sink.answer = ({ logs }) =>
    logs.some(({ attributes }) => attributes.some(({ value }) => value?.value.value === "bad"))
      ? { status: 400, body: "bad event" }
      : {};
  await send([lone("a"), lone("b"), lone("bad"), lone("c"), lone("d")]);
  expect(sink.logs).toHaveLength(4);
  expect(told.onRefused).toEqual([
    { signal: "logs", items: 1, reason: "/v1/logs: status 400: bad event", eventIds: ["bad"] },
  ]);
});

test("a partial success is counted, and a message without one is a warning", async () => {
  const partial = (rejectedSpans: bigint, errorMessage: string) => ({
    body: encodeExportTraceServiceResponse(
      create(ExportTraceServiceResponseSchema, { partialSuccess: { rejectedSpans, errorMessage } }),
    ),
  });
  answerInTurn(partial(1n, "too old"), partial(0n, "soon full"));
  await send([span("eee19b7ec3c1b174"), span("eee19b7ec3c1b175")]);
  await send([span("eee19b7ec3c1b176")]);
  expect(told.onRefused).toEqual([{ signal: "traces", items: 1, reason: "too old", eventIds: [] }]);
  expect(told.onSent.map(({ items }) => items)).toEqual([1, 1]);
  expect(told.onWarning).toEqual([{ signal: "traces", message: "soon full" }]);
});

test("an answer that cannot be read counts as a success", async () => {
  answerInTurn({ body: "<html>thanks</html>" });
  await send([lone("a")]);
  expect(told).toMatchObject({ onSent: [{ items: 1 }], onFailed: [], onRefused: [] });
});

test("an event whose record of a span is broken holds up no other", async () => {
  const [broken] = lone("broken") as [Event];
  broken.metadata = { otel: { part: "end", span: 7, attributes: { deep: [null] } } };
  broken.spanId = "eee19b7ec3c1b174";
  await send([lone("a"), [broken], lone("b")]);
  expect(sink.logs.length + sink.spans.length + told.onRefused.length).toBe(3);
});

test("stopping ends the attempts", async () => {
  sink.answer = () => ({ status: 503 });
  const sending = send([lone("a")]);
  await new Promise((resolve) => setTimeout(resolve, 30));
  stopping.abort();
  await expect(sending).rejects.toThrow();
});
