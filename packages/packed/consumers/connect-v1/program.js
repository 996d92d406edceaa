// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createRegistry, Duration } from "@bufbuild/protobuf";
import { Event, EventBatch } from "@chaukas/spec-connect-v1";
import { ChaukasClientService, IngestEventBatchRequest } from "@chaukas/spec-connect-v1/client";
import { ChaukasServerService } from "@chaukas/spec-connect-v1/server";
import { Code, ConnectError, createConnectRouter, createPromiseClient } from "@connectrpc/connect";
import { createFetchHandler } from "@connectrpc/connect/protocol";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-web";
import { captured, goldenBinary, goldenJson } from "./fixtures.js";
import {
  bytesFromBase64,
  expectFailure,
  expectSame,
  expectSameBytes,
  fetchInWorkerd,
  runSteps,
} from "./hosts/steps.js";
import { modules } from "./modules.js";

const stored = [];

const methods = {
  healthz: () => ({}),
  getCapabilities: () => ({ capabilities: { maxBatchSize: 1000 } }),
  ingestEvent({ event }) {
    if (event === undefined) {
      throw new ConnectError("event: expected a message, got none", Code.InvalidArgument);
    }
    stored.push(event);
    return { eventId: event.eventId, status: "accepted", processedAt: 1767323045678901n };
  },
  ingestEventBatch({ eventBatch }) {
    stored.push(...eventBatch.events);
    return { batchId: eventBatch.batchId, acceptedCount: eventBatch.events.length };
  },
  queryEvents: ({ query }) => ({
    response: { events: stored.filter((event) => event.projectId === query.filter.projectId) },
  }),
};

/** Puts the services on a Connect router, for gRPC. */
export function register(router) {
  router.service(ChaukasClientService, methods);
  router.service(ChaukasServerService, {
    ...methods,
    getEventStats: () => ({ totalEvents: BigInt(stored.length), eventsByType: { EVENT_TYPE_ERROR: 1n } }),
  });
}

const router = createConnectRouter({ grpc: false });
register(router);
const handlers = new Map(router.handlers.map((handler) => [handler.requestPath, createFetchHandler(handler)]));

/** Answers Connect and gRPC-Web requests with web platform APIs. */
export function handle(request) {
  const handler = handlers.get(new URL(request.url).pathname);
  return handler === undefined ? new Response(null, { status: 404 }) : handler(request);
}

/** Runs every step in this runtime against the server at a base URL, and over gRPC if there is a transport. */
export function run({ baseUrl, grpc }) {
  const options = { baseUrl, useBinaryFormat: true, fetch: fetchInWorkerd };
  return runSteps({
    import: importModules,
    encode,
    decode,
    connect: () => callServer("connect", createConnectTransport(options)),
    "grpc-web": () => callServer("grpc-web", createGrpcWebTransport(options)),
    ...(grpc && { grpc: () => callServer("grpc", grpc) }),
  });
}

const golden = bytesFromBase64(goldenBinary);
const bodies = captured.map(bytesFromBase64);

/** Passes, because this program does not start unless all imports succeed. */
function importModules() {
  return `${Object.keys(modules).length} modules`;
}

function encode() {
  const batch = EventBatch.fromJson(goldenJson, { typeRegistry: createRegistry(Duration) });
  expectSameBytes("golden batch from JSON", batch.toBinary(), golden);
  const event = new Event({ ...EventBatch.fromBinary(golden).events[1] });
  expectSameBytes("event from fields", event.toBinary(), EventBatch.fromBinary(golden).events[1].toBinary());
  return `${golden.length} bytes`;
}

function decode() {
  let count = 0;
  for (const [index, body] of bodies.entries()) {
    const request = IngestEventBatchRequest.fromBinary(body);
    const again = request.toBinary();
    expectSame(`length of request ${index}`, again.length, body.length);
    const equal = IngestEventBatchRequest.fromBinary(again).equals(request);
    expectSame(`request ${index}, encoded and decoded, equals itself`, equal, true);
    count += request.eventBatch?.events.length ?? 0;
  }
  return `${count} captured events`;
}

async function callServer(protocol, transport) {
  const client = createPromiseClient(ChaukasClientService, transport);
  const server = createPromiseClient(ChaukasServerService, transport);
  const events = [
    ...EventBatch.fromBinary(golden).events,
    ...bodies.flatMap((body) => IngestEventBatchRequest.fromBinary(body).eventBatch.events),
  ];
  for (const event of events) {
    // Each protocol has its own project on the server.
    event.projectId = protocol;
  }
  const [first, ...rest] = events;

  await client.healthz({});
  expectSame("max_batch_size", (await client.getCapabilities({})).capabilities?.maxBatchSize, 1000);
  expectSame("processed_at", (await client.ingestEvent({ event: first })).processedAt, 1767323045678901n);
  const batch = await client.ingestEventBatch({ eventBatch: { batchId: protocol, events: rest } });
  expectSame("accepted_count", batch.acceptedCount, rest.length);
  const { response } = await client.queryEvents({ query: { filter: { projectId: protocol } } });
  expectSame("events read back", response.events.length, events.length);
  for (const [index, event] of events.entries()) {
    expectSame(`event ${event.eventId} equals what was sent`, event.equals(response.events[index]), true);
  }
  expectSame("events by type", (await server.getEventStats({})).eventsByType.EVENT_TYPE_ERROR, 1n);
  const error = await expectFailure("a call without an event", () => client.ingestEvent({}));
  expectSame(`code of a call without an event (${error.message})`, ConnectError.from(error).code, Code.InvalidArgument);
  return `${events.length} events`;
}
