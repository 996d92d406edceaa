// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescMessage, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  createChaukasClient,
  GetCapabilitiesResponseSchema,
  HealthzResponseSchema,
  IngestEventBatchRequestSchema,
  IngestEventBatchResponseSchema,
  IngestEventRequestSchema,
  IngestEventResponseSchema,
  QueryEventsRequestSchema,
  QueryEventsResponseSchema,
} from "@chaukas/spec-client";
import { EventSchema, EventType } from "@chaukas/spec-common";
import { serveHttp1 } from "@chaukas/testdata";
import { Code } from "@connectrpc/connect";
import { expect, it, onTestFinished } from "vitest";

const event = create(EventSchema, {
  eventId: "event-1",
  tenantId: "acme",
  sessionId: "session-1",
  type: EventType.INPUT_RECEIVED,
  timestamp: timestampFromMs(1_700_000_000_123),
  content: { case: "message", value: { role: "user", text: "Grüße 🚀", metadata: { depth: [1, null, { a: true }] } } },
});

/** Serves one response to every request, and records the bodies. Returns a client of the server. */
async function serve(response: Uint8Array = new Uint8Array()) {
  const bodies: Uint8Array[] = [];
  const server = await serveHttp1(async (request, answer) => {
    bodies.push(new Uint8Array(Buffer.concat(await request.toArray())));
    answer.writeHead(200, { "content-type": "application/proto" }).end(response);
  });
  onTestFinished(() => server.close());
  return { client: createChaukasClient({ baseUrl: server.url, retry: false }), bodies };
}

const bytesOf = <Desc extends DescMessage>(schema: Desc, init: MessageInitShape<Desc>) =>
  toBinary(schema, create(schema, init));

it("sends the bytes that protobuf-es writes", async () => {
  const { client, bodies } = await serve();
  const eventBatch = { batchId: "batch-1", events: [event, { ...event, eventId: "event-2" }] };
  const query = { filter: { tenantId: "acme" }, pageSize: 7 };
  await client.ingestEvent({ event });
  await client.ingestEventBatch({ eventBatch });
  await client.queryEvents({ query });
  await client.queryEvents({});
  await client.healthz({});
  await client.getCapabilities({});
  expect(bodies).toEqual([
    bytesOf(IngestEventRequestSchema, { event }),
    bytesOf(IngestEventBatchRequestSchema, { eventBatch }),
    bytesOf(QueryEventsRequestSchema, { query }),
    ...Array(3).fill(new Uint8Array()),
  ]);
});

it("sends integers that a program without types has as exact numbers or digits", async () => {
  const { client, bodies } = await serve();
  for (const seconds of [1_700_000_000, "1700000000", -5, "-5"]) {
    const timestamp = { seconds: seconds as unknown as bigint };
    await client.ingestEvent({ event: { timestamp } });
    await client.queryEvents({ query: { filter: { time: { start: timestamp } } } });
    const exact = { seconds: BigInt(seconds) };
    expect(bodies.splice(0)).toEqual([
      bytesOf(IngestEventRequestSchema, { event: { timestamp: exact } }),
      bytesOf(QueryEventsRequestSchema, { query: { filter: { time: { start: exact } } } }),
    ]);
  }
});

it("returns the messages that protobuf-es reads", async () => {
  const single = { eventId: "event-1", status: "accepted", processedAt: 2n ** 60n };
  const { client } = await serve(bytesOf(IngestEventResponseSchema, single));
  expect(await client.ingestEvent({ event })).toEqual(create(IngestEventResponseSchema, single));

  const batch = { batchId: "batch-1", acceptedCount: 2, rejections: [{ index: 1, code: "invalid_argument" }] };
  const { client: batches } = await serve(bytesOf(IngestEventBatchResponseSchema, batch));
  const answer = await batches.ingestEventBatch({ eventBatch: { events: [event] } });
  expect(answer).toEqual(create(IngestEventBatchResponseSchema, batch));

  const page = { response: { events: [event, event], totalCount: 2n } };
  const { client: pages } = await serve(bytesOf(QueryEventsResponseSchema, page));
  expect(await pages.queryEvents({ query: {} })).toEqual(create(QueryEventsResponseSchema, page));

  const offered = { capabilities: { auditProofs: true, maxBatchSize: 7 } };
  const { client: others } = await serve(bytesOf(GetCapabilitiesResponseSchema, offered));
  expect(await others.getCapabilities({})).toEqual(create(GetCapabilitiesResponseSchema, offered));
  expect(await (await serve()).client.healthz({})).toEqual(create(HealthzResponseSchema));
});

it("refuses capabilities with the encoding of another type", async () => {
  const { client } = await serve(new Uint8Array([0x0a, 0x02, 0x0a, 0x00]));
  await expect(client.getCapabilities({})).rejects.toMatchObject({
    code: Code.Internal,
    rawMessage: expect.stringContaining("response: capabilities."),
  });
});

it("keeps fields of a response that it does not know", async () => {
  const { client } = await serve(
    new Uint8Array([...bytesOf(IngestEventResponseSchema, { eventId: "a" }), 0xa0, 0x38, 5]),
  );
  expect(await client.ingestEvent({ event })).toMatchObject({
    eventId: "a",
    $unknown: [{ no: 900, wireType: 0, data: new Uint8Array([5]) }],
  });
});

it.each([
  ["the encoding of another type", [0x08, 0x01], "response: event_id: "],
  ["a cut value", [0x0a, 0x05, 0x61], "parse binary: premature EOF"],
  ["text that is not UTF-8", [0x0a, 0x01, 0xff], "response: event_id: expected UTF-8"],
])("refuses a response with %s", async (_, bytes, message) => {
  const { client } = await serve(new Uint8Array(bytes));
  await expect(client.ingestEvent({ event })).rejects.toMatchObject({
    name: "ConnectError",
    code: Code.Internal,
    rawMessage: expect.stringContaining(message),
  });
});

it.each<[string, object, string]>([
  ["a value of another type", { pageSize: "7" }, 'query.page_size: expected an int32, got "7"'],
  [
    "half of a surrogate pair",
    { pageToken: "\ud800" },
    "query.page_token: expected well-formed Unicode, got half of a",
  ],
])("does not send a query with %s", async (_, query, message) => {
  const { client, bodies } = await serve();
  await expect(client.queryEvents({ query })).rejects.toMatchObject({
    name: "ConnectError",
    code: Code.InvalidArgument,
    rawMessage: expect.stringContaining(message),
  });
  expect(bodies).toEqual([]);
});
