// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { gzipSync } from "node:zlib";
import { fromBinary } from "@bufbuild/protobuf";
import { createKey, openStore, type RunningServer, startServer } from "@chaukas/server";
import { createChaukasClient } from "@chaukas/spec-client";
import { EventType } from "@chaukas/spec-common";
import {
  ExportTraceServiceRequestSchema,
  encodeExportTraceServiceRequest,
  parseOtlpJson,
  TraceService,
} from "@chaukas/spec-otel/otlp";
import { StatusSchema } from "@chaukas/spec-server/gen/google/rpc/status_pb.js";
import { Code, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { expect, it, onTestFinished } from "vitest";
import { makeStorePath } from "../events/make-store-path.js";
import { otlpSpan } from "../events/otlp-span.js";

function textOf(namespace?: string): string {
  const attributes = namespace === undefined ? [] : [{ key: "service.namespace", value: { stringValue: namespace } }];
  return JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans: [otlpSpan] }] }] });
}

async function start(projectIds?: readonly string[]) {
  const location = makeStorePath();
  let key = "";
  if (projectIds !== undefined) {
    const store = await openStore(location);
    ({ key } = await createKey(store.keys, { tenantId: "acme", projectIds }));
    await store.close();
  }
  const server: RunningServer = await startServer({ port: 0, store: location, logLevel: "silent" });
  onTestFinished(() => server.close());
  const authorization = { authorization: `Bearer ${key}` };
  const send = (body: string | Uint8Array, type: string, header: Readonly<Record<string, string>> = authorization) =>
    fetch(`${server.url}/v1/traces`, {
      method: "POST",
      headers: { "content-type": type, ...header },
      body: body as BodyInit,
    });
  const query = async (tenantId: string) => {
    const client = createChaukasClient({ baseUrl: server.url, ...(key !== "" && { apiKey: key }) });
    const { response } = await client.queryEvents({ query: { filter: { tenantId } } });
    return response?.events ?? [];
  };
  return { url: server.url, key, send, query };
}

it("stores spans under the tenant of the key, once however often and in whatever encoding they are sent", async () => {
  const { url, key, send, query } = await start([]);
  const json = await send(textOf("shop"), "application/json");
  expect([json.status, await json.text()]).toEqual([200, "{}"]);
  const { message } = parseOtlpJson(ExportTraceServiceRequestSchema, textOf("shop"));
  const zipped = await send(gzipSync(encodeExportTraceServiceRequest(message)), "application/x-protobuf", {
    authorization: `Bearer ${key}`,
    "content-encoding": "gzip",
  });
  expect([zipped.status, (await zipped.arrayBuffer()).byteLength]).toEqual([200, 0]);
  const client = createClient(TraceService, createGrpcTransport({ baseUrl: url }));
  const headers = { authorization: `Bearer ${key}` };
  expect((await client.export(message, { headers })).partialSuccess).toBeUndefined();
  const events = await query("acme");
  expect(events.map(({ type, projectId }) => [EventType[type], projectId])).toEqual([
    ["MODEL_INVOCATION_END", "shop"],
    ["MODEL_INVOCATION_START", "shop"],
  ]);
});

it("refuses callers without a key by the rules of OTLP", async () => {
  const { url, send } = await start([]);
  const refused = await send(new Uint8Array(), "application/x-protobuf", {});
  expect([refused.status, refused.headers.get("content-type")]).toEqual([401, "application/x-protobuf"]);
  expect(fromBinary(StatusSchema, new Uint8Array(await refused.arrayBuffer())).code).toBe(Code.Unauthenticated);
  const client = createClient(TraceService, createGrpcTransport({ baseUrl: url }));
  await expect(client.export({})).rejects.toMatchObject({ code: Code.Unauthenticated });
});

it("rejects spans of a project that is not one of the key's, in partial_success", async () => {
  const { send, query } = await start(["shop"]);
  const answer = await send(textOf("other"), "application/json");
  expect([answer.status, await answer.json()]).toEqual([
    200,
    {
      partialSuccess: { rejectedSpans: "1", errorMessage: expect.stringMatching(/spans\[0\]: .*project_id: expected/) },
    },
  ]);
  expect(await query("acme")).toEqual([]);
});

it("stores spans under the tenant `default` on a server without keys", async () => {
  const { send, query } = await start();
  expect((await send(textOf(), "application/json", {})).status).toBe(200);
  expect(await query("default")).toHaveLength(2);
});
