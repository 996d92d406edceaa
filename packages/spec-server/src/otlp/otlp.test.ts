// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { gzipSync } from "node:zlib";
import { create, fromBinary, type JsonObject, type MessageInitShape } from "@bufbuild/protobuf";
import { anyUnpack, EmptySchema } from "@bufbuild/protobuf/wkt";
import type { Event } from "@chaukas/spec-common";
import { toRawMessage } from "@chaukas/spec-common/codec";
import {
  decodeExportLogsServiceResponse,
  decodeExportTraceServiceResponse,
  ExportLogsServiceRequestSchema,
  ExportTraceServiceRequestSchema,
  encodeExportLogsServiceRequest,
  encodeExportTraceServiceRequest,
  LogsService,
  TraceService,
  toOtlpJson,
} from "@chaukas/spec-otel/otlp";
import { serveHttp2 } from "@chaukas/testdata";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BadRequestSchema, RetryInfoSchema } from "../gen/google/rpc/error_details_pb.ts";
import { StatusSchema } from "../gen/google/rpc/status_pb.ts";
import type { ChaukasBackend, ChaukasHandlerOptions } from "../index.ts";
import { createChaukasFetchHandler, limitError } from "../index.ts";
import { createChaukasNodeHandler } from "../node/index.ts";
import { createOtlpProtocol, type OtlpOptions } from "./index.ts";

const protobuf = "application/x-protobuf";
const json = "application/json";

/** Returns a request with a span for each text: a call to a model, or a span without attributes for `other`. */
function tracesOf(...names: string[]) {
  return create(ExportTraceServiceRequestSchema, {
    resourceSpans: [{ scopeSpans: [{ spans: names.map((name, index) => spanOf(name, index)) }] }],
  });
}

function spanOf(name: string, index: number) {
  const attribute = { key: "gen_ai.operation.name", value: { value: { case: "stringValue" as const, value: "chat" } } };
  return {
    name,
    traceId: Uint8Array.from({ length: name === "bad id" ? 3 : 16 }, () => 0xaa),
    spanId: Uint8Array.from({ length: 8 }, () => index + 1),
    startTimeUnixNano: 1_700_000_000_000_000_000n,
    endTimeUnixNano: 1_700_000_001_000_000_000n,
    attributes: name === "other" ? [] : [attribute],
  };
}

function logsOf(...texts: string[]) {
  const logRecords = texts.map((severityText) => ({
    eventName: "session.end",
    timeUnixNano: 1n,
    severityText,
    traceId,
  }));
  return create(ExportLogsServiceRequestSchema, { resourceLogs: [{ scopeLogs: [{ logRecords }] }] });
}

const traceId = new Uint8Array(16).fill(1);

/** Returns the bytes of a request with a byte that UTF-8 never has in the text `UTF-8`. */
function spoilSecond(bytes: Uint8Array): Uint8Array {
  const spoilt = Buffer.from(bytes);
  spoilt[spoilt.indexOf("UTF-8")] = 0xff;
  return spoilt;
}

interface Sent {
  readonly body?: string | Uint8Array;
  readonly type?: string;
  readonly path?: string;
  readonly header?: Readonly<Record<string, string>>;
  readonly method?: string;
}

function open(
  backend: Partial<ChaukasBackend> = {},
  options: ChaukasHandlerOptions = {},
  otlp: OtlpOptions = { tenantId: () => "acme" },
) {
  const stored: Event[] = [];
  const ingestEventBatch: ChaukasBackend["ingestEventBatch"] = ({ events }) => {
    stored.push(...events);
    return {};
  };
  const all = { ...options, protocols: [createOtlpProtocol(otlp)] };
  const handler = createChaukasFetchHandler({ ingestEventBatch, ...backend }, all);
  const send = async ({ body, type = protobuf, path = "/v1/traces", header = {}, method = "POST" }: Sent) => {
    const request = new Request(`https://audit.example.com${path}`, {
      method,
      headers: { "content-type": type, ...header },
      ...(body !== undefined && { body: body as string }),
    });
    const response = await handler(request);
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
  return { stored, send };
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const good = encodeExportTraceServiceRequest(tracesOf("a", "b"));
const goodJson = JSON.stringify(toOtlpJson(ExportTraceServiceRequestSchema, tracesOf("a", "b")));

describe("OTLP/HTTP", () => {
  it("stores the events of spans in protobuf, and answers an empty message in protobuf", async () => {
    const { stored, send } = open();
    const { response, bytes } = await send({ body: good });
    expect([response.status, response.headers.get("content-type"), bytes.length]).toEqual([200, protobuf, 0]);
    expect(stored.map(({ tenantId }) => tenantId)).toEqual(["acme", "acme", "acme", "acme"]);
  });

  it("answers JSON in JSON, whatever the caller accepts", async () => {
    const { stored, send } = open();
    const { response, bytes } = await send({
      body: goodJson,
      type: `${json}; charset=utf-8`,
      header: { accept: protobuf },
    });
    expect([response.status, response.headers.get("content-type"), textOf(bytes)]).toEqual([200, json, "{}"]);
    expect(stored).toHaveLength(4);
  });

  it("stores log records", async () => {
    const { stored, send } = open();
    const request: MessageInitShape<typeof ExportLogsServiceRequestSchema> = {
      resourceLogs: [
        {
          scopeLogs: [
            { logRecords: [{ eventName: "session.start", timeUnixNano: 1n, traceId: new Uint8Array(16).fill(1) }] },
          ],
        },
      ],
    };
    const body = encodeExportLogsServiceRequest(create(ExportLogsServiceRequestSchema, request));
    const { response, bytes } = await send({ body, path: "/v1/logs" });
    expect([response.status, bytes.length, stored.length]).toEqual([200, 0, 1]);
  });

  it("reads gzip", async () => {
    const { stored, send } = open();
    expect((await send({ body: gzipSync(good), header: { "content-encoding": "gzip" } })).response.status).toBe(200);
    expect(stored).toHaveLength(4);
  });

  it.each([
    [protobuf, new Uint8Array()],
    [json, "{}"],
    [json, '{"resourceSpans": []}'],
  ])("accepts an empty request in %s", async (type, body) => {
    const { stored, send } = open({ ingestEventBatch: () => Promise.reject(new Error("not to be called")) });
    expect((await send({ body, type })).response.status).toBe(200);
    expect(stored).toEqual([]);
  });

  it("rejects a bad span with count and message, and stores the others", async () => {
    const { stored, send } = open();
    const { response, bytes } = await send({ body: encodeExportTraceServiceRequest(tracesOf("a", "bad id", "b")) });
    expect([response.status, stored.length]).toEqual([200, 4]);
    expect(decodeExportTraceServiceResponse(bytes).partialSuccess).toMatchObject({
      rejectedSpans: 1n,
      errorMessage: "resourceSpans[0].scopeSpans[0].spans[1]: traceId: expected 16 bytes that are not all 0, got 3",
    });
  });

  it("rejects a span of JSON that cannot be read, and stores the others", async () => {
    const { stored, send } = open();
    const body = goodJson.replace('"name":"b"', '"name":"b","kind":"SPAN_KIND_CLIENT"');
    const { response, bytes } = await send({ body, type: json });
    expect([response.status, stored.length]).toEqual([200, 2]);
    expect(JSON.parse(textOf(bytes))).toEqual({
      partialSuccess: {
        rejectedSpans: "1",
        errorMessage: 'resourceSpans[0].scopeSpans[0].spans[1].kind: expected an integer, got "SPAN_KIND_CLIENT"',
      },
    });
  });

  it("names a span by its place in the request, whatever of the spans before it cannot be read", async () => {
    const { stored, send } = open();
    const text = JSON.stringify(
      toOtlpJson(ExportTraceServiceRequestSchema, tracesOf("a", "b", "c", "bad id", "d", "e")),
    );
    const body = text.replaceAll(/"name":"([ae])"/g, '"name":7');
    const { bytes } = await send({ body, type: json });
    expect(stored).toHaveLength(6);
    const { partialSuccess } = JSON.parse(textOf(bytes)) as { partialSuccess: { errorMessage: string } };
    expect(partialSuccess.errorMessage.split("; ")).toEqual([
      "resourceSpans[0].scopeSpans[0].spans[0].name: expected a string, got 7",
      "resourceSpans[0].scopeSpans[0].spans[5].name: expected a string, got 7",
      "resourceSpans[0].scopeSpans[0].spans[3]: traceId: expected 16 bytes that are not all 0, got 3",
    ]);
  });

  it.each([
    ["spans", "/v1/traces", () => spoilSecond(encodeExportTraceServiceRequest(tracesOf("a", "UTF-8", "b"))), 4],
    ["log records", "/v1/logs", () => spoilSecond(encodeExportLogsServiceRequest(logsOf("a", "UTF-8", "b"))), 2],
  ])("rejects one of the %s in protobuf that cannot be read, and stores the others", async (_, path, body, count) => {
    const { stored, send } = open();
    const { response, bytes } = await send({ body: body(), path });
    expect([response.status, stored.length]).toEqual([200, count]);
    const decode = path === "/v1/traces" ? decodeExportTraceServiceResponse : decodeExportLogsServiceResponse;
    expect(decode(bytes).partialSuccess).toMatchObject({
      [path === "/v1/traces" ? "rejectedSpans" : "rejectedLogRecords"]: 1n,
      errorMessage: expect.stringMatching(
        path === "/v1/traces"
          ? /^resourceSpans\[0\]\.scopeSpans\[0\]\.spans\[1\]\.name: expected .*UTF-8.*, got /
          : /^resourceLogs\[0\]\.scopeLogs\[0\]\.logRecords\[1\]\.severityText: expected .*UTF-8.*, got /,
      ),
    });
  });

  it("refuses a request in protobuf whose frame is broken, and says where", async () => {
    const { stored, send } = open();
    const { response, bytes } = await send({ body: good.subarray(0, -1) });
    expect([response.status, stored.length]).toEqual([400, 0]);
    expect(fromBinary(StatusSchema, bytes).message).toMatch(
      /resourceSpans\[0\]: expected \d+ bytes, got \d+ until the end/,
    );
  });

  it("counts a span whose events the server rejects once, and says why", async () => {
    const { stored, send } = open({}, {}, {});
    const { bytes } = await send({ body: good });
    expect(stored).toEqual([]);
    expect(decodeExportTraceServiceResponse(bytes).partialSuccess).toMatchObject({
      rejectedSpans: 2n,
      errorMessage:
        "resourceSpans[0].scopeSpans[0].spans[0]: tenant_id: value is required; resourceSpans[0].scopeSpans[0].spans[1]: tenant_id: value is required",
    });
  });

  it("warns of spans that are left out, without counting them as rejected", async () => {
    const { stored, send } = open();
    const { bytes } = await send({ body: encodeExportTraceServiceRequest(tracesOf("other", "a")) });
    expect(stored).toHaveLength(2);
    expect(decodeExportTraceServiceResponse(bytes).partialSuccess).toMatchObject({
      rejectedSpans: 0n,
      errorMessage: "1 spans left out, since they have no attributes of generative AI",
    });
  });

  it("stores more events than a batch can have as several batches", async () => {
    const sizes: number[] = [];
    const { send } = open(
      {
        ingestEventBatch({ events }) {
          sizes.push(events.length);
          return sizes.length === 2 ? { rejectedEventIds: [events[0]?.eventId ?? ""] } : {};
        },
      },
      { maxBatchSize: 4 },
    );
    const { bytes } = await send({ body: encodeExportTraceServiceRequest(tracesOf("a", "b", "c", "d", "e")) });
    expect(sizes).toEqual([4, 4, 2]);
    expect(decodeExportTraceServiceResponse(bytes).partialSuccess?.errorMessage).toMatch(
      /^resourceSpans\[0\]\.scopeSpans\[0\]\.spans\[2\]: /,
    );
  });

  it("takes the tenant from the hook, never from an attribute", async () => {
    const { stored, send } = open(
      {},
      {
        enrich: (event, { requestHeader }) => {
          event.tenantId = requestHeader.get("x-tenant") ?? "";
        },
      },
      {},
    );
    const request = tracesOf("a");
    request.resourceSpans[0]?.scopeSpans[0]?.spans[0]?.attributes.push({
      $typeName: "opentelemetry.proto.common.v1.KeyValue",
      key: "tenant_id",
      keyStrindex: 0,
      value: { $typeName: "opentelemetry.proto.common.v1.AnyValue", value: { case: "stringValue", value: "globex" } },
    });
    await send({ body: encodeExportTraceServiceRequest(request), header: { "x-tenant": "acme" } });
    expect(stored.map(({ tenantId }) => tenantId)).toEqual(["acme", "acme"]);
  });
});

describe("errors of OTLP/HTTP", () => {
  it("are google.rpc.Status in the encoding of the request", async () => {
    const { send } = open();
    const binary = await send({ body: Uint8Array.of(0x0a, 0x05) });
    expect([binary.response.status, binary.response.headers.get("content-type")]).toEqual([400, protobuf]);
    expect(fromBinary(StatusSchema, binary.bytes)).toMatchObject({ code: Code.InvalidArgument });
    const text = await send({ body: "{", type: json });
    expect([text.response.status, text.response.headers.get("content-type")]).toEqual([400, json]);
    expect(JSON.parse(textOf(text.bytes))).toEqual({
      code: Code.InvalidArgument,
      message: expect.stringMatching(/^request: expected JSON, got text that fails with /),
    });
  });

  it("have their details in both encodings", async () => {
    const error = new ConnectError("no", Code.InvalidArgument, undefined, [
      { desc: BadRequestSchema, value: { fieldViolations: [{ field: "a", description: "b" }] } },
    ]);
    const { send } = open({}, { requestGate: () => Promise.reject(error) });
    const { details } = fromBinary(StatusSchema, (await send({ body: good })).bytes);
    expect(details.map((detail) => anyUnpack(detail, BadRequestSchema)?.fieldViolations[0]?.field)).toEqual(["a"]);
    const text = JSON.parse(textOf((await send({ body: goodJson, type: json })).bytes)) as { details: JsonObject[] };
    expect(text.details).toEqual([
      { "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations: [{ field: "a", description: "b" }] },
    ]);
  });

  it.each([
    ["overload", limitError("busy", { retryAfterSeconds: 7 }), 429, "7"],
    ["an unavailable store", new ConnectError("down", Code.Unavailable), 503, "1"],
    ["a missing key", new ConnectError("who", Code.Unauthenticated), 401, null],
    ["a forbidden tenant", new ConnectError("no", Code.PermissionDenied), 403, null],
    ["a bug", new Error("disk full"), 500, null],
  ])("for %s are retryable only if a retry can succeed", async (_, failure, status, retryAfter) => {
    const { send } = open(
      {},
      {
        requestGate: () => (failure instanceof ConnectError ? Promise.reject(failure) : undefined),
        enrich: () => Promise.reject(failure),
      },
    );
    const { response, bytes } = await send({ body: good });
    expect([response.status, response.headers.get("retry-after")]).toEqual([status, retryAfter]);
    const { details, message } = fromBinary(StatusSchema, bytes);
    expect(message).toBe(failure instanceof ConnectError ? failure.rawMessage : "internal error");
    expect(details.map((detail) => anyUnpack(detail, RetryInfoSchema)?.retryDelay?.seconds)).toEqual(
      status === 429 ? [7n] : [],
    );
  });

  it("for a body over the limit are 413, also if only the decompressed body is", async () => {
    const { send } = open({}, { maxRequestBytes: good.length - 1 });
    const large = await send({ body: good });
    expect([large.response.status, fromBinary(StatusSchema, large.bytes).code]).toEqual([413, Code.ResourceExhausted]);
    const { send: sendZipped } = open({}, { maxRequestBytes: 1000 });
    const zeros = gzipSync(new Uint8Array(100_000));
    expect(zeros.length).toBeLessThan(1000);
    const zipped = await sendZipped({ body: zeros, header: { "content-encoding": "gzip" } });
    expect([zipped.response.status, fromBinary(StatusSchema, zipped.bytes).code]).toEqual([
      413,
      Code.ResourceExhausted,
    ]);
  });

  it.each([
    [protobuf, good],
    [json, goodJson],
  ])("for too many spans in %s are 413", async (type, body) => {
    const sendAtMost = (maxElements: number) =>
      open({}, {}, { tenantId: () => "acme", maxElements }).send({ body, type });
    expect((await sendAtMost(4)).response.status).toBe(200);
    const { response, bytes } = await sendAtMost(3);
    expect([response.status, response.headers.get("retry-after")]).toEqual([413, null]);
    const status = type === json ? JSON.parse(textOf(bytes)) : fromBinary(StatusSchema, bytes);
    expect(status).toMatchObject({
      code: Code.ResourceExhausted,
      message: expect.stringMatching(/^resourceSpans\[0\]\.scopeSpans\[0\]\.spans: expected at most 3 resources, /),
    });
  });

  it.each([
    ["another media type", { body: "x", type: "text/plain" }, 415],
    ["another coding", { body: good, header: { "content-encoding": "lzma" } }, 415],
    ["another method", { method: "GET" }, 405],
  ])("for %s are google.rpc.Status, too", async (_, sent, status) => {
    const { send } = open();
    const { response, bytes } = await send(sent);
    expect([response.status, response.headers.get("content-type")]).toEqual([status, protobuf]);
    expect(fromBinary(StatusSchema, bytes).message).toMatch(/: expected one of /);
  });
});

describe("OTLP/gRPC", () => {
  const stored: Event[] = [];
  let server: Awaited<ReturnType<typeof serveHttp2>>;

  beforeAll(async () => {
    const backend: ChaukasBackend = {
      ingestEventBatch({ events }) {
        stored.push(...events);
        return {};
      },
    };
    const protocols = [createOtlpProtocol({ tenantId: () => "acme", maxElements: 10 })];
    server = await serveHttp2(createChaukasNodeHandler(backend, { protocols, maxRequestBytes: 10_000 }));
  });

  afterAll(() => server.close());

  it("stores spans and log records, and answers with partial_success", async () => {
    const transport = createGrpcTransport({ baseUrl: server.url });
    const traces = createClient(TraceService, transport);
    expect((await traces.export(tracesOf("a"))).partialSuccess).toBeUndefined();
    expect((await traces.export(tracesOf("a", "bad id"))).partialSuccess).toMatchObject({ rejectedSpans: 1n });
    expect((await traces.export({})).partialSuccess).toBeUndefined();
    expect(stored).toHaveLength(4);
    const logs = createClient(LogsService, transport);
    const answer = await logs.export({
      resourceLogs: [{ scopeLogs: [{ logRecords: [{ eventName: "session.end" }] }] }],
    });
    expect(answer.partialSuccess).toMatchObject({
      rejectedLogRecords: 1n,
      errorMessage:
        "resourceLogs[0].scopeLogs[0].logRecords[0]: timeUnixNano: expected a time, or one in observedTimeUnixNano, got none",
    });
  });

  it.each([
    ["rejects a span that cannot be read", spoilSecond, { rejectedSpans: 1n }, 2],
    ["refuses a request whose frame is broken", (bytes: Uint8Array) => bytes.subarray(1), Code.InvalidArgument, 0],
    [
      "refuses a request of too many spans",
      () => encodeExportTraceServiceRequest(tracesOf(..."abcdefghi")),
      Code.ResourceExhausted,
      0,
    ],
  ])("%s", async (_, spoil, expected, count) => {
    stored.length = 0;
    const bytes = spoil(encodeExportTraceServiceRequest(tracesOf("UTF-8", "b")));
    const raw = { ...TraceService.method.export, input: EmptySchema };
    const transport = createGrpcTransport({ baseUrl: server.url });
    const call = transport.unary(raw, undefined, undefined, undefined, toRawMessage(bytes));
    await (typeof expected === "number"
      ? expect(call).rejects.toMatchObject({ code: expected })
      : expect(call).resolves.toMatchObject({ message: { partialSuccess: expected } }));
    expect(stored).toHaveLength(count);
  });

  it("refuses a request over the limit with RESOURCE_EXHAUSTED", async () => {
    const client = createClient(TraceService, createGrpcTransport({ baseUrl: server.url }));
    await expect(client.export(tracesOf("x".repeat(20_000)))).rejects.toMatchObject({ code: Code.ResourceExhausted });
  });
});
