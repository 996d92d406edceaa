// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { RequestListener } from "node:http";
import { create, equals, fromBinary, toBinary } from "@bufbuild/protobuf";
import { type ChaukasClientService, createChaukasClient, IngestEventBatchRequestSchema } from "@chaukas/spec-client";
import {
  CapabilitiesSchema,
  type Event,
  type EventBatch,
  EventSchema,
  QueryResponseSchema,
} from "@chaukas/spec-common";
import {
  type BackendContext,
  type ChaukasBackend,
  ChaukasServerService,
  GetEventStatsResponseSchema,
  IngestEventBatchResponseSchema,
  IngestEventResponseSchema,
  registerChaukasServices,
} from "@chaukas/spec-server";
import { readCapturedRequests, serveHttp1, serveHttp2 } from "@chaukas/testdata";
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import {
  connectNodeAdapter,
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { describe, expect, expectTypeOf, it, onTestFinished } from "vitest";
import { createEvent } from "../test/create-event.js";

/** A minimal backend that keeps events in a list. */
class ListBackend implements ChaukasBackend {
  readonly events: Event[] = [];

  healthz(): void {}

  getCapabilities() {
    return { supportsBatchIngestion: true, maxBatchSize: 1000 };
  }

  ingestEvent(event: Event) {
    this.events.push(event);
    return { eventId: event.eventId, status: "accepted", processedAt: 1_700_000_000_000n };
  }

  async ingestEventBatch(batch: EventBatch) {
    this.events.push(...batch.events);
    return {
      batchId: batch.batchId,
      rejectedEventIds: batch.events.filter((event) => event.branch === "refused").map((event) => event.eventId),
    };
  }

  queryEvents() {
    return { events: this.events, totalCount: BigInt(this.events.length) };
  }

  getEventStats() {
    return { totalEvents: BigInt(this.events.length), eventsByType: { AGENT_START: 2n } };
  }
}

const transports: Record<string, (urls: { http1: string; http2: string }) => Transport> = {
  gRPC: ({ http2 }) => createGrpcTransport({ baseUrl: http2 }),
  "gRPC-Web": ({ http1 }) => createGrpcWebTransport({ baseUrl: http1, httpVersion: "1.1" }),
  "Connect, binary": ({ http1 }) =>
    createConnectTransport({ baseUrl: http1, httpVersion: "1.1", useBinaryFormat: true }),
  "Connect, JSON": ({ http1 }) =>
    createConnectTransport({ baseUrl: http1, httpVersion: "1.1", useBinaryFormat: false }),
  "Connect, by GET if a call allows it": ({ http1 }) =>
    createConnectTransport({ baseUrl: http1, httpVersion: "1.1", useBinaryFormat: true, useHttpGet: true }),
  "Connect over HTTP/2": ({ http2 }) => createConnectTransport({ baseUrl: http2, httpVersion: "2" }),
};

async function serve(backend: ChaukasBackend): Promise<{ http1: string; http2: string }> {
  const routes = connectNodeAdapter({ routes: (router) => void registerChaukasServices(router, backend) });
  const http1 = await serveHttp1(routes as RequestListener);
  const http2 = await serveHttp2(routes);
  onTestFinished(async () => {
    await http1.close();
    await http2.close();
  });
  return { http1: http1.url, http2: http2.url };
}

describe.each(Object.entries(transports))("over %s", (_, createTransport) => {
  async function connect(backend: ChaukasBackend) {
    const transport = createTransport(await serve(backend));
    return {
      sdk: createChaukasClient({ transport, retry: false }),
      platform: createClient(ChaukasServerService, transport),
    };
  }

  it("accepts captured batches through the client service and returns their events", async () => {
    const { sdk } = await connect(new ListBackend());
    const sent = readCapturedRequests().map(({ body }) => fromBinary(IngestEventBatchRequestSchema, body));
    for (const request of sent) {
      const { batchId, acceptedCount } = await sdk.ingestEventBatch(request);
      expect(batchId).toBe(request.eventBatch?.batchId);
      expect(acceptedCount).toBe(request.eventBatch?.events.length);
    }
    const { response } = await sdk.queryEvents({ query: {} });
    expectEqualEvents(
      response?.events,
      sent.flatMap((request) => request.eventBatch?.events ?? []),
    );
  });

  it("accepts captured events through the server service and returns them through both", async () => {
    const { sdk, platform } = await connect(new ListBackend());
    const sent = readCapturedRequests()
      .slice(0, 1)
      .flatMap(({ body }) => fromBinary(IngestEventBatchRequestSchema, body).eventBatch?.events ?? []);
    for (const event of sent) {
      const { eventId, status } = await platform.ingestEvent({ event });
      expect([eventId, status]).toEqual([event.eventId, "accepted"]);
    }
    expectEqualEvents((await platform.queryEvents({ query: {} })).response?.events, sent);
    expectEqualEvents((await sdk.queryEvents({ query: {} })).response?.events, sent);
  });

  it("serves every call of both services", async () => {
    const { sdk, platform } = await connect(new ListBackend());
    const event = createEvent();
    const refused = createEvent({ eventId: "event-2", branch: "refused" });
    for (const client of [sdk, platform]) {
      expect(await client.healthz({})).toBeDefined();
      expect((await client.getCapabilities({})).capabilities).toEqual(
        create(CapabilitiesSchema, { supportsBatchIngestion: true, maxBatchSize: 1000 }),
      );
      expect(await client.ingestEvent({ event })).toMatchObject({
        eventId: "event-1",
        status: "accepted",
        processedAt: 1_700_000_000_000n,
      });
      expect(
        await client.ingestEventBatch({ eventBatch: { batchId: "batch-1", events: [event, refused] } }),
      ).toMatchObject({
        batchId: "batch-1",
        acceptedCount: 1,
        rejectedCount: 1,
        rejectedEventIds: ["event-2"],
      });
    }
    expect(await platform.getEventStats({})).toEqual(
      create(GetEventStatsResponseSchema, { totalEvents: 6n, eventsByType: { AGENT_START: 2n } }),
    );
  });

  it("fails with unimplemented if the backend lacks a method", async () => {
    const { sdk, platform } = await connect({});
    const calls = {
      healthz: [sdk.healthz({}), platform.healthz({})],
      getCapabilities: [sdk.getCapabilities({}), platform.getCapabilities({})],
      ingestEvent: [sdk.ingestEvent({ event: createEvent() }), platform.ingestEvent({})],
      ingestEventBatch: [sdk.ingestEventBatch({ eventBatch: {} }), platform.ingestEventBatch({})],
      queryEvents: [sdk.queryEvents({ query: {} }), platform.queryEvents({})],
      getEventStats: [platform.getEventStats({})],
    };
    const failures = Object.entries(calls).flatMap(([name, calls]) =>
      calls.map((call) =>
        expect(call).rejects.toMatchObject({
          code: Code.Unimplemented,
          rawMessage: `${name}: not implemented by this server`,
        }),
      ),
    );
    await Promise.all(failures);
  });

  it("fails with invalid_argument if a request lacks its message", async () => {
    const { sdk, platform } = await connect(new ListBackend());
    for (const client of [sdk, platform]) {
      const calls = {
        event: client.ingestEvent({}),
        event_batch: client.ingestEventBatch({}),
        query: client.queryEvents({}),
      };
      const failures = Object.entries(calls).map(([field, call]) =>
        expect(call).rejects.toMatchObject({
          code: Code.InvalidArgument,
          rawMessage: `${field}: expected a message, got none`,
        }),
      );
      await Promise.all(failures);
    }
  });

  it("passes on a ConnectError with its code, text, metadata and details", async () => {
    const fail = () => {
      const metadata = { "retry-after": "60" };
      const detail = { desc: EventSchema, value: { eventId: "event-1" } };
      throw new ConnectError("quota used up", Code.ResourceExhausted, metadata, [detail]);
    };
    const { sdk, platform } = await connect({ ingestEvent: fail });
    for (const client of [sdk, platform]) {
      const error = await client.ingestEvent({ event: createEvent() }).catch(ConnectError.from);
      expect(error).toMatchObject({ code: Code.ResourceExhausted, rawMessage: "quota used up" });
      expect((error as ConnectError).metadata.get("retry-after")).toBe("60");
      expect((error as ConnectError).findDetails(EventSchema)).toMatchObject([{ eventId: "event-1" }]);
    }
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("password=opensesame");
      },
    ],
    ["rejects", () => Promise.reject(new Error("password=opensesame"))],
    [
      "throws a value that is not an error",
      () => {
        throw "password=opensesame";
      },
    ],
  ])("fails with internal, without the text, if the backend %s", async (_, ingestEvent) => {
    const { sdk, platform } = await connect({ ingestEvent });
    for (const client of [sdk, platform]) {
      const error = await client.ingestEvent({ event: createEvent() }).catch(ConnectError.from);
      expect(error).toMatchObject({ code: Code.Internal, rawMessage: "internal error" });
      expect(JSON.stringify([String(error), ...(error as ConnectError).metadata])).not.toContain("opensesame");
    }
  });

  it.each([
    ["next", false, true],
    ["", true, false],
    [undefined, undefined, false],
  ])(
    "derives has_more from a next_page_token of %j, whatever the backend returns",
    async (nextPageToken, hasMore, expected) => {
      const page = { ...(nextPageToken !== undefined && { nextPageToken }), ...(hasMore !== undefined && { hasMore }) };
      const { sdk, platform } = await connect({ queryEvents: () => page });
      for (const client of [sdk, platform]) {
        const { response } = await client.queryEvents({ query: {} });
        expect(response).toMatchObject({ nextPageToken: nextPageToken ?? "", hasMore: expected });
      }
    },
  );

  it("accepts messages from the backend as well as plain objects", async () => {
    const { sdk, platform } = await connect({
      ingestEvent: ({ eventId }) => create(IngestEventResponseSchema, { eventId, status: "duplicate" }),
      ingestEventBatch: ({ batchId }) =>
        create(IngestEventBatchResponseSchema, { batchId, rejectedCount: 1, rejectedEventIds: ["event-1"] }),
      queryEvents: () => create(QueryResponseSchema, { events: [{ eventId: "event-1" }], nextPageToken: "next" }),
      getCapabilities: () => create(CapabilitiesSchema, { rbac: true }),
      getEventStats: () => create(GetEventStatsResponseSchema, { totalSessions: 3n }),
    });
    for (const client of [sdk, platform]) {
      expect(await client.ingestEvent({ event: createEvent() })).toMatchObject({
        eventId: "event-1",
        status: "duplicate",
      });
      expect(await client.ingestEventBatch({ eventBatch: { batchId: "b", events: [createEvent()] } })).toMatchObject({
        batchId: "b",
        rejectedEventIds: ["event-1"],
      });
      expect((await client.queryEvents({ query: {} })).response).toMatchObject({
        events: [{ eventId: "event-1" }],
        hasMore: true,
      });
      expect((await client.getCapabilities({})).capabilities?.rbac).toBe(true);
    }
    expect((await platform.getEventStats({})).totalSessions).toBe(3n);
  });

  it("passes the context of the call to the backend", async () => {
    const seen: unknown[] = [];
    const remember = ({ requestHeader, responseHeader, responseTrailer, signal, timeoutMs }: BackendContext) => {
      seen.push(requestHeader.get("x-tenant"), signal.aborted, timeoutMs() !== undefined);
      responseHeader.set("x-header", "h");
      responseTrailer.set("x-trailer", "t");
    };
    const { sdk } = await connect({ healthz: remember });
    await sdk.healthz(
      {},
      {
        headers: { "x-tenant": "acme" },
        onHeader: (header) => seen.push(header.get("x-header")),
        onTrailer: (trailer) => seen.push(trailer.get("x-trailer")),
      },
    );
    expect(seen).toEqual(["acme", false, true, "h", "t"]);
  });

  it("aborts the signal of a call that the caller cancels", async () => {
    const controller = new AbortController();
    let aborted = () => {};
    const abortion = new Promise<void>((resolve) => {
      aborted = resolve;
    });
    const { sdk } = await connect({
      healthz: async ({ signal }) => {
        signal.addEventListener("abort", aborted);
        controller.abort();
        await abortion;
      },
    });
    await expect(sdk.healthz({}, { signal: controller.signal })).rejects.toMatchObject({ code: Code.Canceled });
    await abortion;
  });
});

describe("registerChaukasServices", () => {
  it("looks up a method at each call, so that a backend can change", async () => {
    const backend: ChaukasBackend = {};
    const { http1 } = await serve(backend);
    const client = createChaukasClient({ baseUrl: http1, retry: false });
    await expect(client.healthz({})).rejects.toMatchObject({ code: Code.Unimplemented });
    backend.healthz = () => {};
    await expect(client.healthz({})).resolves.toBeDefined();
  });
});

describe("ChaukasBackend", () => {
  it("allows every method to be missing, synchronous or asynchronous", () => {
    expectTypeOf<Record<never, never>>().toExtend<ChaukasBackend>();
    expectTypeOf<{ ingestEvent(): { eventId: string } }>().toExtend<ChaukasBackend>();
    expectTypeOf<{ ingestEvent(event: Event): Promise<{ status: string }> }>().toExtend<ChaukasBackend>();
    expectTypeOf<{ ingestEvent(event: Event): { status: number } }>().not.toExtend<ChaukasBackend>();
    expectTypeOf<ListBackend>().toExtend<ChaukasBackend>();
  });

  it("has a method for every call of the server service, which has every call of the client service", () => {
    expectTypeOf<keyof typeof ChaukasServerService.method>().toEqualTypeOf<keyof ChaukasBackend>();
    expectTypeOf<keyof typeof ChaukasClientService.method>().toExtend<keyof ChaukasBackend>();
  });
});

function expectEqualEvents(received: Event[] | undefined, sent: Event[]): void {
  expect(received).toHaveLength(sent.length);
  for (const [index, event] of sent.entries()) {
    expect(equals(EventSchema, received?.[index] ?? create(EventSchema), event)).toBe(true);
    expect(toBinary(EventSchema, received?.[index] ?? create(EventSchema))).toEqual(toBinary(EventSchema, event));
  }
}
