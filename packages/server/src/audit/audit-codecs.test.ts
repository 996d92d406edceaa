// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescMethodServerStreaming, type DescMethodUnary, fromBinary, toBinary } from "@bufbuild/protobuf";
import { EmptySchema } from "@bufbuild/protobuf/wkt";
import { rawBytesOf, toRawMessage } from "@chaukas/spec-common/codec";
import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeEvent } from "../../test/events/make-event.js";
import { type ServedAudit, serveAudit } from "../../test/served/serve-audit.js";
import { auditCodecs } from "./audit-codecs.js";

const eventId = "e-0";
let served: ServedAudit;
let transports: Record<string, Transport>;

beforeAll(async () => {
  served = await serveAudit();
  const metadata = { phone: "1", nested: [{ a: "Ä" }] };
  const events = [0, 1, 2].map((number) => makeEvent({ eventId: `e-${number}`, tenantId: "acme", metadata }));
  await served.server().ingestEventBatch({ eventBatch: { events } });
  await served.audit().redactEvent({
    tenantId: "acme",
    eventId: "e-1",
    fields: ["/metadata/phone"],
    method: "mask",
    reason: "asked for",
    requestedBy: "case 1",
  });
  const baseUrl = served.running.url;
  transports = {
    gRPC: createGrpcTransport({ baseUrl }),
    "gRPC-Web": createGrpcWebTransport({ baseUrl, httpVersion: "1.1" }),
    Connect: createConnectTransport({ baseUrl, httpVersion: "1.1", useBinaryFormat: true }),
    "Connect by GET": createConnectTransport({ baseUrl, httpVersion: "1.1", useBinaryFormat: true, useHttpGet: true }),
  };
});

afterAll(() => served.close());

/** Sends bytes as the request of a method. Returns the bytes of the responses. */
async function send(transport: Transport, rpc: DescMethodUnary | DescMethodServerStreaming, bytes: Uint8Array) {
  const request = toRawMessage(bytes);
  const raw = { ...rpc, input: EmptySchema, output: EmptySchema };
  if (rpc.methodKind === "unary") {
    const { message } = await transport.unary(raw as DescMethodUnary, undefined, undefined, undefined, request);
    return [rawBytesOf(message as never)];
  }
  const requests = (async function* () {
    yield request;
  })();
  const responses: Uint8Array[] = [];
  const stream = raw as DescMethodServerStreaming;
  for await (const message of (await transport.stream(stream, undefined, undefined, undefined, requests)).message) {
    responses.push(rawBytesOf(message as never));
  }
  return responses;
}

const methods = ChaukasAuditService.methods as readonly (DescMethodUnary | DescMethodServerStreaming)[];
/** The first field of every request has a length: that of the tenant, or of the filter. */
const fields = methods.map((rpc) => [rpc.name, rpc, rpc.input.fields[0]?.name ?? ""] as const);

describe.each(fields)("a binary request of %s", (_, rpc, field) => {
  it.each<[string, number[], string]>([
    ["has a field with another wire type", [0x08, 0x01], `${field}: expected wire type 2, got 0`],
    ["is cut", [0x0a, 0x05, 0x61], `${field}: expected 5 bytes, got 1 until the end of its message`],
    ["is cut in a length", [0x0a, 0x80], `${field}: expected a length, got the end of its message`],
    ["has a tag that does not exist", [0x07], `v1.${rpc.input.name}: expected a field number from 1, got 0`],
    [
      "has text that is not UTF-8",
      field === "filter" ? [0x0a, 0x03, 0x0a, 0x01, 0xff] : [0x0a, 0x01, 0xff],
      `${field === "filter" ? "filter.tenant_id" : field}: expected UTF-8`,
    ],
  ])("is refused with the place over every protocol if it %s", async (_, bytes, problem) => {
    for (const [name, transport] of Object.entries(transports)) {
      await expect(send(transport, rpc, Uint8Array.from(bytes)), name).rejects.toMatchObject({
        code: Code.InvalidArgument,
        rawMessage: expect.stringContaining(`parse binary: `),
      });
      const error = await send(transport, rpc, Uint8Array.from(bytes)).catch(ConnectError.from);
      expect((error as ConnectError).rawMessage, name).toContain(problem);
    }
  });
});

it("has a codec for every request and response", () => {
  for (const { input, output } of methods) {
    expect(auditCodecs.get(input.typeName)?.decode, input.typeName).toBeDefined();
    expect(auditCodecs.get(output.typeName)?.encode, output.typeName).toBeDefined();
  }
});

describe("a REST request of the audit service", () => {
  const post = async (path: string, body: string | Uint8Array<ArrayBuffer>, type = "application/json") => {
    const init = { method: "POST", headers: { "content-type": type }, body };
    const response = await fetch(`${served.running.url}/v1/audit/${path}`, init);
    return [response.status, await response.json()];
  };

  it.each(["redactions", "evidence"])("to %s is refused with the place if it cannot be read", async (path) => {
    expect(await post(path, '{"tenant_id":5}')).toMatchObject([400, { errors: [{ pointer: "/tenant_id" }] }]);
    expect(await post(path, '{"tenant_id":"a')).toMatchObject([400, { detail: expect.stringContaining("line 1") }]);
    expect(await post(path, Uint8Array.of(0x7b, 0xff, 0x7d))).toMatchObject([
      400,
      { detail: "body: expected text in UTF-8" },
    ]);
    // There is no binary form over REST that could go around the codec.
    expect(await post(path, Uint8Array.of(0x08, 0x01), "application/x-protobuf")).toMatchObject([415, {}]);
  });
});

describe("the binary responses", () => {
  const filter = { tenantId: "acme" };
  const calls: [string, DescMethodUnary | DescMethodServerStreaming, Record<string, unknown>][] = [
    ["GetCheckpoint", ChaukasAuditService.method.getCheckpoint, filter],
    ["GetInclusionProof", ChaukasAuditService.method.getInclusionProof, { ...filter, eventId }],
    [
      "GetInclusionProof of a redacted event",
      ChaukasAuditService.method.getInclusionProof,
      { ...filter, sequence: 1n },
    ],
    ["GetConsistencyProof", ChaukasAuditService.method.getConsistencyProof, { ...filter, fromSize: 1n }],
    ["GetTile", ChaukasAuditService.method.getTile, { ...filter, width: 3 }],
    ["GetEntryBundle", ChaukasAuditService.method.getEntryBundle, { ...filter, width: 3 }],
    ["ListEntries", ChaukasAuditService.method.listEntries, filter],
    ["ExportEvidence", ChaukasAuditService.method.exportEvidence, { filter }],
  ];

  it.each(calls)("of %s are the same messages as those in JSON", async (_, rpc, request) => {
    const bytes = toBinary(rpc.input, create(rpc.input, request));
    const json = createConnectTransport({ baseUrl: served.running.url, httpVersion: "1.1", useBinaryFormat: false });
    const client = createClient(ChaukasAuditService, json) as unknown as Record<string, (request: object) => unknown>;
    const answer = client[rpc.localName]?.(request);
    const expected: unknown[] = [];
    if (rpc.methodKind === "unary") {
      expected.push(await answer);
    } else {
      for await (const message of answer as AsyncIterable<unknown>) {
        expected.push(message);
      }
    }
    expect(expected.length).toBeGreaterThan(0);
    for (const [name, transport] of Object.entries(transports)) {
      const found = (await send(transport, rpc, bytes)).map((body) => fromBinary(rpc.output, body));
      expect(found, name).toEqual(expected);
    }
  });
});
