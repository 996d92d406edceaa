// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { ChaukasClientService, IngestEventBatchRequestSchema } from "@chaukas/spec-client";
import { type EventBatch, EventBatchSchema } from "@chaukas/spec-common";
import { eventBatchToJsonString } from "@chaukas/spec-common/json";
import { readCapturedBatches } from "@chaukas/testdata";
import { createClient, type Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { createGrpcWebTransport as createBrowserTransport } from "@connectrpc/connect-web";
import { expect, test } from "vitest";
import { readStoredRows } from "../events/read-stored-rows.js";
import { type ServedStore, storeKinds, useServedStores } from "../served/serve-each-store.js";

const serve = useServedStores();

type Send = (batch: EventBatch) => Promise<number>;

function sendOver(transport: Transport): Send {
  const client = createClient(ChaukasClientService, transport);
  return async (eventBatch) => (await client.ingestEventBatch({ eventBatch })).acceptedCount;
}

function post(url: string, contentType: string, encode: (batch: EventBatch) => string | Uint8Array): Send {
  return async (batch) => {
    const encoded = encode(batch);
    const body = typeof encoded === "string" ? encoded : Uint8Array.from(encoded);
    const headers = { "content-type": contentType };
    const response = await fetch(`${url}/v1/events/batch`, { method: "POST", headers, body });
    return ((await response.json()) as { accepted_count: number }).accepted_count;
  };
}

function encodeRequest(eventBatch: EventBatch): Uint8Array {
  return toBinary(IngestEventBatchRequestSchema, create(IngestEventBatchRequestSchema, { eventBatch }));
}

/** Every protocol, on one port. */
function waysInto({ url }: ServedStore): Readonly<Record<string, Send>> {
  const http1 = { baseUrl: url, httpVersion: "1.1" } as const;
  const http2 = { baseUrl: url, httpVersion: "2" } as const;
  return {
    gRPC: sendOver(createGrpcTransport({ baseUrl: url })),
    "gRPC in JSON": sendOver(createGrpcTransport({ baseUrl: url, useBinaryFormat: false })),
    "gRPC-Web": sendOver(createGrpcWebTransport(http1)),
    "gRPC-Web over HTTP/2": sendOver(createGrpcWebTransport(http2)),
    "gRPC-Web as browsers speak it": sendOver(createBrowserTransport({ baseUrl: url })),
    "Connect in binary": sendOver(createConnectTransport({ ...http1, useBinaryFormat: true })),
    "Connect in JSON": sendOver(createConnectTransport({ ...http1, useBinaryFormat: false })),
    "Connect over HTTP/2": sendOver(createConnectTransport(http2)),
    "REST in JSON": post(url, "application/json", eventBatchToJsonString),
    "REST in binary": post(url, "application/x-protobuf", encodeRequest),
  };
}

/** Returns the captured batches for another tenant. */
function batchesOf(tenantId: string): EventBatch[] {
  return readCapturedBatches().map((bytes) => {
    const batch = fromBinary(EventBatchSchema, bytes);
    for (const event of batch.events) {
      event.tenantId = tenantId;
    }
    return batch;
  });
}

test.each(storeKinds)(
  "stores the same rows on %s, whichever protocol events arrive over",
  async (kind) => {
    const served = await serve(kind);
    const rows = new Map<string, object[]>();
    for (const [index, [name, send]] of Object.entries(waysInto(served)).entries()) {
      // Of the same length, so that the bodies are too.
      const tenantId = `tenant${"abcdefghij"[index]}`;
      const hide = (text: string | undefined) => text?.replaceAll(tenantId, "tenant");
      let accepted = 0;
      for (const batch of batchesOf(tenantId)) {
        accepted += await send(batch);
      }
      expect([name, accepted]).toEqual([name, 106]);
      const stored = await readStoredRows(served.store, tenantId);
      rows.set(
        name,
        stored.map((row) => ({ ...row, body: hide(row["body"]), search_terms: hide(row["search_terms"]) })),
      );
    }
    const [[, first], ...others] = [...rows] as [[string, object[]], ...[string, object[]][]];
    expect(first).toHaveLength(106);
    expect(first[0]).toMatchObject({ sequence: expect.stringMatching(/^"?0"?$/), event_id: expect.any(String) });
    for (const [name, found] of others) {
      expect(found, name).toEqual(first);
    }
  },
  180_000,
);
