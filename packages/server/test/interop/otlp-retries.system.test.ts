// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRegistry, fromBinary, fromJsonString } from "@bufbuild/protobuf";
import { anyUnpack } from "@bufbuild/protobuf/wkt";
import { installPackagesOf } from "@chaukas/emitters/packages";
import { EventType } from "@chaukas/spec-common";
import {
  ExportTraceServiceRequestSchema,
  encodeExportTraceServiceRequest,
  parseOtlpJson,
  TraceService,
} from "@chaukas/spec-otel/otlp";
import { RetryInfoSchema } from "@chaukas/spec-server/gen/google/rpc/error_details_pb.js";
import { StatusSchema } from "@chaukas/spec-server/gen/google/rpc/status_pb.js";
import { runPython } from "@chaukas/testdata/toolchains";
import { capture } from "@chaukas/tooling/run";
import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ServerBackendOptions } from "../../src/backend/server-backend.js";
import { StoreError } from "../../src/store/contract/store-error.js";
import { makeEvent } from "../events/make-event.js";
import { otlpSpan } from "../events/otlp-span.js";
import { serveBackend } from "../served/serve-backend.js";

const padding = { key: "padding", value: { stringValue: "x".repeat(6000) } };
const span = { ...otlpSpan, attributes: [...otlpSpan.attributes, padding] };
const text = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
const registry = createRegistry(RetryInfoSchema);
const { message } = parseOtlpJson(ExportTraceServiceRequestSchema, text);

/** Serves a store whose next appends fail with the given errors, or wait to be let go. */
async function serve(limits: ServerBackendOptions["limits"] = {}) {
  const failures: StoreError[] = [];
  const held: (() => void)[] = [];
  let isHolding = false;
  let onLimit = () => {};
  const served = await serveBackend({
    authentication: "none",
    defaultTenantId: "acme",
    limits,
    hooks: { onLimit: () => onLimit() },
    wrapStore: (store) => ({
      ...store,
      async append(events) {
        if (isHolding) {
          await new Promise<void>((resolve) => held.push(resolve));
          return store.append(events);
        }
        const failure = failures.shift();
        return failure === undefined ? store.append(events) : Promise.reject(failure);
      },
    }),
  });
  onTestFinished(() => served.close());
  return {
    ...served,
    failures,
    /** Occupies the server with a call of another client, until the returned function is called. */
    async occupy(size = 0) {
      isHolding = true;
      const call = served.client("connect").ingestEvent({ event: makeEvent({ metadata: { text: "x".repeat(size) } }) });
      while (held.length === 0) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      isHolding = false;
      return async () => {
        held.shift()?.();
        await call;
      };
    },
    whenLimited(call: () => void) {
      onLimit = call;
    },
  };
}

type Served = Awaited<ReturnType<typeof serve>>;

/** Sends a span in each encoding of OTLP/HTTP and over gRPC, and returns what the answers say. */
async function ask({ url, otlp }: Served) {
  const answers = [];
  for (const type of ["application/x-protobuf", "application/json"]) {
    const body = type.endsWith("json") ? text : encodeExportTraceServiceRequest(message);
    const response = await fetch(`${url}/v1/traces`, {
      method: "POST",
      headers: { "content-type": type },
      body: body as BodyInit,
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { code, details } = type.endsWith("json")
      ? fromJsonString(StatusSchema, new TextDecoder().decode(bytes), { registry })
      : fromBinary(StatusSchema, bytes);
    const delays = details.map((detail) => anyUnpack(detail, RetryInfoSchema)?.retryDelay?.seconds);
    answers.push({ status: response.status, retryAfter: response.headers.get("retry-after"), code, delays });
  }
  const error = await otlp(TraceService)
    .export(message)
    .then(() => undefined, ConnectError.from);
  const delays = error?.findDetails(RetryInfoSchema).map(({ retryDelay }) => retryDelay?.seconds);
  return { http: answers, grpc: { code: error?.code, delays } };
}

/** Returns the answers by which an exporter of any kind knows that it may try again, and when. */
const later = (status: number, code: Code) => ({
  http: Array(2).fill({ status, retryAfter: "1", code, delays: [1n] }),
  grpc: { code, delays: [1n] },
});

describe("the answer to spans that can be sent again", () => {
  it("is 429 and RESOURCE_EXHAUSTED with a delay if the server is over its bounds of calls or bytes", async () => {
    for (const [limits, size] of [
      [{ maxConcurrentRequests: 1, maxQueuedRequests: 0 }, 0],
      [{ maxBufferedBytes: 20_000 }, 15_000],
    ] as const) {
      const served = await serve(limits);
      const release = await served.occupy(size);
      expect(await ask(served)).toEqual(later(429, Code.ResourceExhausted));
      await release();
    }
  });

  it("is 503 and UNAVAILABLE with a delay if the store is unavailable", async () => {
    const served = await serve();
    served.failures.push(...Array.from({ length: 3 }, () => new StoreError("unavailable", "disk full")));
    expect(await ask(served)).toEqual(later(503, Code.Unavailable));
  });

  it("is none that invites to try again if that cannot succeed", async () => {
    const served = await serve();
    served.failures.push(...Array.from({ length: 3 }, () => new StoreError("corrupt", "a page is damaged")));
    expect(await ask(served)).toEqual({
      http: Array(2).fill({ status: 500, retryAfter: null, code: Code.Internal, delays: [] }),
      grpc: { code: Code.Internal, delays: [] },
    });
  });
});

const scripts = {
  js: `const { trace } = require("@opentelemetry/api");
const { NodeSDK } = require("@opentelemetry/sdk-node");
const sdk = new NodeSDK();
sdk.start();
for (let index = 0; index < 3; index++) {
  trace.getTracer("test").startSpan("chat", { attributes: { "gen_ai.operation.name": "chat" } }).end();
}
sdk.shutdown();
`,
  python: `from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
for index in range(3):
    provider.get_tracer("test").start_span("chat", attributes={"gen_ai.operation.name": "chat"}).end()
provider.force_flush()
provider.shutdown()
`,
};

describe("an exporter whose spans are refused with 429, and then with 503, sends them again", () => {
  async function expectRetries(run: (endpoint: string) => Promise<{ readonly status: number | null; output: string }>) {
    const served = await serve({ maxConcurrentRequests: 1, maxQueuedRequests: 0 });
    const refusals: string[] = [];
    const release = await served.occupy();
    served.whenLimited(() => {
      refusals.push("over the bounds");
      served.failures.push(new StoreError("unavailable", "disk full"));
      void release();
    });
    const { status, output } = await run(served.url);
    expect(status, output).toBe(0);
    expect(refusals).toEqual(["over the bounds"]);
    expect(served.failures).toEqual([]);
    const { response } = await served.client("connect").queryEvents({ query: { pageSize: 100 } });
    const types = response?.events.map(({ type }) => EventType[type]).filter((type) => type.startsWith("MODEL"));
    expect(types?.sort(), output).toEqual([
      ...Array(3).fill("MODEL_INVOCATION_END"),
      ...Array(3).fill("MODEL_INVOCATION_START"),
    ]);
  }

  it.each(["http/protobuf", "http/json"])("from JavaScript over %s", { timeout: 300_000 }, async (protocol) => {
    const { folder } = await installPackagesOf("otel-js-3-openai");
    const place = mkdtempSync(join(folder, "retries-"));
    onTestFinished(() => rmSync(place, { recursive: true }));
    const program = join(place, "emit.cjs");
    writeFileSync(program, scripts.js);
    await expectRetries(async (endpoint) => {
      const env = { ...settingsOf(endpoint), OTEL_EXPORTER_OTLP_PROTOCOL: protocol };
      const { code, output } = await capture(process.execPath, [program], { cwd: place, env, timeoutMs: 60_000 });
      return { status: code, output };
    });
  });

  it("from Python (skipped without python3)", { timeout: 300_000 }, async ({ skip }) => {
    const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";
    skip((await runPython(["--version"])).status !== 0 && !required, "requires python3, which is not installed");
    const { folder } = await installPackagesOf("otel-python-openai");
    await expectRetries(async (endpoint) => {
      const { status, stdout, stderr } = await runPython(["-c", scripts.python], {
        ...settingsOf(endpoint),
        PYTHONPATH: folder,
        PYTHONDONTWRITEBYTECODE: "1",
      });
      return { status, output: stdout + stderr };
    });
  });
});

function settingsOf(endpoint: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: tmpdir(),
    NO_PROXY: "127.0.0.1",
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_TRACES_EXPORTER: "otlp",
    OTEL_METRICS_EXPORTER: "none",
    OTEL_LOGS_EXPORTER: "none",
  };
}
