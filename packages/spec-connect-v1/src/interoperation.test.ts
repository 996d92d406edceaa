// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RequestListener } from "node:http";
import { arrayBuffer } from "node:stream/consumers";
import { createChaukasClient } from "@chaukas/spec-client";
import { type Event as CommonEvent, EventBatchSchema } from "@chaukas/spec-common";
import { type Event, EventBatch, QueryResponse } from "@chaukas/spec-connect-v1";
import { ChaukasClientService } from "@chaukas/spec-connect-v1/client";
import { ChaukasServerService } from "@chaukas/spec-connect-v1/server";
import { createChaukasFetchHandler } from "@chaukas/spec-server";
import { readCapturedBatches, serveHttp1, serveHttp2 } from "@chaukas/testdata";
import { Code, ConnectError, type ConnectRouter, createPromiseClient, type Transport } from "@connectrpc/connect";
import {
  connectNodeAdapter,
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { fromBinary } from "protobuf-es-v2";
import { describe, expect, it, onTestFinished } from "vitest";

const batches = readCapturedBatches();
const batchesV1 = batches.map((bytes) => EventBatch.fromBinary(bytes));
const batchesV2 = batches.map((bytes) => fromBinary(EventBatchSchema, bytes));

/** Serves a spec-server backend that keeps events in a list over HTTP. */
async function serveV2(): Promise<string> {
  const events: CommonEvent[] = [];
  const handler = createChaukasFetchHandler({
    ingestEventBatch: (batch) => {
      events.push(...batch.events);
      return { batchId: batch.batchId, acceptedCount: batch.events.length };
    },
    queryEvents: () => ({ events, totalCount: BigInt(events.length) }),
    getEventStats: () => ({ totalEvents: BigInt(events.length) }),
  });
  const server = await serveHttp1(toListener(handler));
  onTestFinished(() => server.close());
  return server.url;
}

/** Converts a handler of web requests to a request listener of Node. */
function toListener(handler: (request: Request) => Promise<Response>): RequestListener {
  return async (incoming, outgoing) => {
    const response = await handler(
      new Request(new URL(incoming.url ?? "/", "http://127.0.0.1"), {
        method: incoming.method ?? "GET",
        headers: Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        ),
        body: incoming.method === "POST" ? await arrayBuffer(incoming) : null,
      }),
    );
    outgoing.writeHead(response.status, [...response.headers].flat());
    outgoing.end(new Uint8Array(await response.arrayBuffer()));
  };
}

function registerV1(router: ConnectRouter): void {
  const events: Event[] = [];
  const methods = {
    ingestEventBatch: ({ eventBatch = new EventBatch() }: { eventBatch?: EventBatch }) => {
      events.push(...eventBatch.events);
      return { batchId: eventBatch.batchId, acceptedCount: eventBatch.events.length };
    },
    queryEvents: () => ({ response: new QueryResponse({ events }) }),
  };
  router.service(ChaukasServerService, methods).service(ChaukasClientService, methods);
}

const transports: Record<string, (baseUrl: string) => Transport> = {
  "Connect, binary": (baseUrl) => createConnectTransport({ baseUrl, httpVersion: "1.1", useBinaryFormat: true }),
  "Connect, JSON": (baseUrl) => createConnectTransport({ baseUrl, httpVersion: "1.1", useBinaryFormat: false }),
  "gRPC-Web": (baseUrl) => createGrpcWebTransport({ baseUrl, httpVersion: "1.1" }),
};

describe.each(Object.entries(transports))("a client of Connect-ES 1 over %s", (_, createTransport) => {
  it("sends captured events to a server built on spec-server and reads them back", async () => {
    const transport = createTransport(await serveV2());
    const sdk = createPromiseClient(ChaukasClientService, transport);
    const platform = createPromiseClient(ChaukasServerService, transport);
    for (const eventBatch of batchesV1) {
      const { acceptedCount } = await sdk.ingestEventBatch({ eventBatch });
      expect(acceptedCount).toBe(eventBatch.events.length);
    }
    for (const client of [sdk, platform]) {
      const { response } = await client.queryEvents({ query: {} });
      expect(response?.totalCount).toBe(106n);
      expect(response?.events.map((event) => event.toBinary())).toEqual(
        batchesV1.flatMap((batch) => batch.events).map((event) => event.toBinary()),
      );
    }
    expect((await platform.getEventStats({})).totalEvents).toBe(106n);
  });

  it("understands the errors of the server", async () => {
    const sdk = createPromiseClient(ChaukasClientService, createTransport(await serveV2()));
    const errors = [sdk.ingestEvent({}), sdk.queryEvents({})].map((call) => call.catch(ConnectError.from));
    expect(await Promise.all(errors)).toMatchObject([
      { code: Code.InvalidArgument, rawMessage: "event: expected a message, got none" },
      { code: Code.InvalidArgument, rawMessage: "query: expected a message, got none" },
    ]);
  });
});

describe("a server of Connect-ES 1", () => {
  it("accepts captured events from spec-client and returns them", async () => {
    const server = await serveHttp1(connectNodeAdapter({ routes: registerV1 }) as RequestListener);
    onTestFinished(() => server.close());
    const client = createChaukasClient({ baseUrl: server.url });
    for (const eventBatch of batchesV2) {
      const { batchId } = await client.ingestEventBatch({ eventBatch });
      expect(batchId).toBe(eventBatch.batchId);
    }
    const { response } = await client.queryEvents({ query: {} });
    expect(response?.events).toEqual(batchesV2.flatMap((batch) => batch.events));
  });

  it("serves a client of Connect-ES 1 over gRPC", async () => {
    const server = await serveHttp2(connectNodeAdapter({ routes: registerV1 }));
    onTestFinished(() => server.close());
    const transport = createGrpcTransport({ baseUrl: server.url, httpVersion: "2" });
    const client = createPromiseClient(ChaukasServerService, transport);
    await client.ingestEventBatch({ eventBatch: batchesV1[0] as EventBatch });
    const { response } = await client.queryEvents({ query: {} });
    expect(response?.events).toEqual(batchesV1[0]?.events);
    await expect(client.getEventStats({})).rejects.toMatchObject({ code: Code.Unimplemented });
  });
});
