// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { gzipSync } from "node:zlib";
import { create, type JsonObject, toBinary } from "@bufbuild/protobuf";
import { type Event, EventSchema, type SortOrder } from "@chaukas/spec-common";
import { eventToJsonString } from "@chaukas/spec-common/json";
import {
  type ChaukasBackend,
  ChaukasServerService,
  createChaukasFetchHandler,
  GetEventStatsRequestSchema,
  registerChaukasServices,
} from "@chaukas/spec-server";
import { Code, createClient, createRouterTransport } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { createEvent } from "../test/create-event.js";
import { postBinary, postJson, serveEverywhere } from "../test/serve-everywhere.js";
import { createCore } from "./handler/create-core.js";

const backend: ChaukasBackend = {
  ingestEvent: () => ({}),
  ingestEventBatch: () => ({}),
  queryEvents: () => ({}),
  getEventStats: () => ({}),
};

describe("an event that is too large", () => {
  const limit = toBinary(EventSchema, createEvent({ branch: "x".repeat(500) })).length;
  const fits = createEvent({ branch: "x".repeat(500) });
  const large = createEvent({ branch: "x".repeat(501) });
  const detail = `event: expected at most ${limit} bytes, got ${limit + 1}`;

  it("is refused with resource_exhausted, over REST with 413, and one of the maximum size is not", async () => {
    const { transports, fetches } = await serveEverywhere(backend, { maxEventBytes: limit });
    for (const transport of Object.values(transports)) {
      const client = createClient(ChaukasServerService, transport);
      await expect(client.ingestEvent({ event: fits })).resolves.toMatchObject({ status: "accepted" });
      await expect(client.ingestEvent({ event: large })).rejects.toMatchObject({
        code: Code.ResourceExhausted,
        rawMessage: detail,
      });
      await expect(client.ingestEventBatch({ eventBatch: { events: [large, fits] } })).resolves.toMatchObject({
        acceptedCount: 1,
        rejectedEventIds: ["event-1"],
      });
    }
    for (const call of Object.values(fetches)) {
      expect((await call("/v1/events", postJson(eventToJsonString(fits)))).status).toBe(202);
      const refused = await call("/v1/events", postJson(eventToJsonString(large)));
      expect(await refused.json()).toEqual({ type: "about:blank", title: "Content Too Large", status: 413, detail });
    }
  });
});

describe("a batch of too many events", () => {
  it("is refused with resource_exhausted, over REST with 413", async () => {
    const { transports, fetches } = await serveEverywhere(backend, { maxBatchSize: 2 });
    const eventBatch = { events: [createEvent(), createEvent(), createEvent()] };
    const detail = "event_batch.events: expected at most 2 events, got 3";
    for (const transport of Object.values(transports)) {
      await expect(
        createClient(ChaukasServerService, transport).ingestEventBatch({ eventBatch }),
      ).rejects.toMatchObject({ code: Code.ResourceExhausted, rawMessage: detail });
    }
    for (const call of Object.values(fetches)) {
      const refused = await call("/v1/events/batch", postJson({ events: [{}, {}, {}] }));
      expect(await refused.json()).toMatchObject({ status: 413, detail });
    }
  });
});

describe("a request that is too large", () => {
  const body = "x".repeat(2000);

  it("is refused with resource_exhausted, over REST with 413, compressed or not", async () => {
    const { transports, fetches } = await serveEverywhere(backend, { maxRequestBytes: 1000 });
    for (const transport of Object.values(transports)) {
      await expect(
        createClient(ChaukasServerService, transport).ingestEvent({ event: createEvent({ branch: body }) }),
      ).rejects.toMatchObject({ code: Code.ResourceExhausted });
    }
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(10_000_000)));
    const endless = () =>
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(600)),
      });
    for (const call of Object.values(fetches)) {
      const answers = [
        await call("/v1/events", postJson(body)),
        await call("/v1/events", postBinary(bomb.slice(0, 900), { "content-encoding": "gzip" })),
        await call("/v1/events", postBinary(bomb, { "content-encoding": "gzip" })),
      ];
      expect(answers.map(({ status }) => status)).toEqual([413, 413, 413]);
      expect(await answers[0]?.json()).toMatchObject({ detail: "body: expected at most 1000 bytes, got more" });
      const streamed = { ...postJson(""), body: endless(), duplex: "half" } as RequestInit;
      expect((await call("/v1/events", streamed)).status).toBe(413);
    }
  });
});

describe("a value that some format cannot express", () => {
  // Each level of a Struct is three messages in binary form: an entry, a Value and a Struct.
  const nested = (levels: number, innermost: JsonObject = {}): JsonObject =>
    levels === 0 ? innermost : { a: nested(levels - 1, innermost) };
  const send = (event: Event) => {
    const transport = createRouterTransport((router) => registerChaukasServices(router, backend));
    return createClient(ChaukasServerService, transport).ingestEvent({ event });
  };

  it.each([
    [
      "a time before year 1",
      { timestamp: { seconds: -62_135_596_801n } },
      "event.timestamp: expected a time in the years 0001 to 9999, got -62135596801 seconds",
    ],
    [
      "a time after year 9999",
      { timestamp: { seconds: 253_402_300_800n } },
      "event.timestamp: expected a time in the years 0001 to 9999, got 253402300800 seconds",
    ],
    ["negative nanos", { timestamp: { nanos: -1 } }, "event.timestamp: expected nanos from 0 to 999999999, got -1"],
    [
      "nanos of a whole second",
      { timestamp: { nanos: 1_000_000_000 } },
      "event.timestamp: expected nanos from 0 to 999999999, got 1000000000",
    ],
    [
      "excessive depth",
      { metadata: nested(32, { a: 1 }) },
      "event.metadata: expected at most 98 nested messages, got more",
    ],
    [
      "excessive depth in content",
      { content: { case: "toolCall", value: { arguments: nested(31, { a: [1] }) } } } as const,
      "event.tool_call.arguments: expected at most 98 nested messages, got more",
    ],
  ])("is refused: %s", async (_, init, message) => {
    await expect(send(createEvent(init))).rejects.toMatchObject({ code: Code.InvalidArgument, rawMessage: message });
  });

  it.each([
    [
      "a field that is not a finite number",
      { cost: { totalCost: Number.NaN } },
      "event.cost.total_cost: expected a finite number, got NaN",
    ],
    [
      "a lone surrogate",
      { tags: ["a", "\ud800"] },
      "event.tags[1]: expected well-formed Unicode, got a lone surrogate",
    ],
    [
      "a lone surrogate in a key",
      { metadata: { "\ud800": 1 } },
      "event.metadata: expected well-formed Unicode, got a lone surrogate",
    ],
  ])("is refused: %s", async (_, init, message) => {
    const handle = createCore(
      { ...backend },
      { enrich: () => createEvent(init) },
      { compressions: [], hasTrailers: false },
    );
    const request = new Request("https://audit.example.com/v1/events", postJson("{}"));
    const response = await handle.find("/v1/events")?.({
      httpVersion: "1.1",
      method: "POST",
      url: request.url,
      header: request.headers,
      body: (async function* () {
        yield new TextEncoder().encode("{}");
      })(),
      signal: request.signal,
    });
    let text = "";
    for await (const chunk of response?.body ?? []) {
      text += new TextDecoder().decode(chunk);
    }
    expect(JSON.parse(text)).toMatchObject({ status: 400, detail: message });
  });

  it("is accepted at the maximum depth", async () => {
    await expect(send(createEvent({ metadata: nested(32) }))).resolves.toMatchObject({ status: "accepted" });
  });
});

describe("a field that clients may not set", () => {
  it("is removed, as are unknown fields, which are passed to onNotice", async () => {
    const stored: Event[] = [];
    const reported: unknown[] = [];
    const { transports } = await serveEverywhere(
      {
        ingestEvent(event) {
          stored.push(event);
          return {};
        },
      },
      { onNotice: ({ message, ...notice }) => reported.push(notice) },
    );
    const unknown = { no: 1000, wireType: 0, data: new Uint8Array([1]) };
    const event = createEvent({
      hashPrev: "0".repeat(64),
      wormProofId: "log#1",
      serverTimestamp: { seconds: 1n },
      contentHash: "0".repeat(64),
      cost: { inputTokens: 1 },
    });
    event.$unknown = [unknown, unknown];
    if (event.cost !== undefined) {
      event.cost.$unknown = [unknown];
    }
    for (const name of ["gRPC", "gRPC-Web", "Connect, binary"]) {
      const transport = transports[name];
      if (transport !== undefined) {
        await createClient(ChaukasServerService, transport).ingestEvent({ event });
      }
    }
    const expected = createEvent({ contentHash: "0".repeat(64), cost: { inputTokens: 1 } });
    expect(stored).toEqual([expected, expected, expected]);
    const notice = { eventId: "event-1", tenantId: "acme", index: 0, kind: "unknown_field" };
    const notices = [
      { ...notice, field: "/1000", unknown: { messageName: "Event", number: 1000 } },
      { ...notice, field: "/cost/1000", unknown: { messageName: "CostDetails", number: 1000 } },
    ];
    expect(reported).toEqual([...notices, ...notices, ...notices]);
  });
});

describe("queries", () => {
  const client = createClient(
    ChaukasServerService,
    createRouterTransport((router) => registerChaukasServices(router, backend)),
  );

  it.each([
    [
      "an unknown sort order",
      { orderByTime: 9 as SortOrder },
      "query.order_by_time: expected a known sort order, got 9",
    ],
    ["too large a page size", { pageSize: 1001 }, "query.page_size: must be less than or equal to 1000"],
    [
      "a time after year 9999",
      { filter: { time: { end: { seconds: 253_402_300_800n } } } },
      "query.filter.time.end: expected a time in the years 0001 to 9999, got 253402300800 seconds",
    ],
    ["the unspecified type", { filter: { types: [0] } }, "query.filter.types[0]: must not be in list [0]"],
  ])("are refused for %s", async (_, query, rawMessage) => {
    await expect(client.queryEvents({ query })).rejects.toMatchObject({ code: Code.InvalidArgument, rawMessage });
  });

  it("for statistics are refused for invalid fields", async () => {
    const request = create(GetEventStatsRequestSchema, {
      tenantId: "x".repeat(257),
      timeRange: { start: { seconds: 2n }, end: { seconds: 1n } },
    });
    await expect(client.getEventStats(request)).rejects.toMatchObject({
      code: Code.InvalidArgument,
      rawMessage: "tenant_id: must be at most 256 bytes; time_range: start must not be after end",
    });
  });
});

describe("options", () => {
  it.each([
    [{ maxBatchSize: 1001 }, "maxBatchSize: expected an integer from 1 to 1000, got 1001"],
    [{ maxBatchSize: 0 }, "maxBatchSize: expected an integer from 1 to 1000, got 0"],
    [{ maxEventBytes: Number.NaN }, "maxEventBytes: expected an integer from 1 to 2147483647, got NaN"],
    [{ maxRequestBytes: 1.5 }, "maxRequestBytes: expected an integer from 1 to 2147483647, got 1.5"],
  ])("%j are refused", (options, message) => {
    expect(() => createChaukasFetchHandler({}, options)).toThrow(new RangeError(message));
  });
});
