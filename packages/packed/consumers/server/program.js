// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { equals, fromBinary } from "@bufbuild/protobuf";
import { createChaukasClient, IngestEventBatchRequestSchema } from "@chaukas/spec-client";
import { EventBatchSchema, EventSchema } from "@chaukas/spec-common";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { captured, goldenBinary } from "./fixtures.js";
import { bytesFromBase64, expectSame, runSteps } from "./hosts/steps.js";
import { modules } from "./modules.js";
import { serve } from "./serve.js";

const serverFields = { serverTimestamp: undefined, contentHash: "", hashPrev: "", wormProofId: "" };

const server = await serve();
const steps = await runSteps({
  import: () => `${Object.keys(modules).length} modules`,
  connect: () => callServer("connect", { baseUrl: server.url }),
  grpc: () => callServer("grpc", { transport: createGrpcTransport({ baseUrl: server.url }) }),
  rest: callRest,
  stop: server.stop,
});
console.log(JSON.stringify({ version: process.versions.node, steps }));

async function callServer(projectId, options) {
  const client = createChaukasClient({ ...options, timeoutMs: 30_000 });
  const all = [
    ...fromBinary(EventBatchSchema, bytesFromBase64(goldenBinary)).events,
    ...captured.flatMap((body) => fromBinary(IngestEventBatchRequestSchema, bytesFromBase64(body)).eventBatch.events),
  ].map((event, index) => ({
    ...event,
    ...serverFields,
    eventId: `${projectId}-${index}`,
    tenantId: "acme",
    projectId,
  }));
  // Only the server records redactions.
  const record = all.find(({ content }) => content.case === "redactionRecord");
  const events = all.filter((event) => event !== record);
  const batch = await client.ingestEventBatch({ eventBatch: { batchId: projectId, events: all } });
  expectSame("rejected_event_ids", batch.rejectedEventIds.join(), record.eventId);
  expectSame("accepted_count", batch.acceptedCount, events.length);
  const [event] = events;
  expectSame("status of the second time", (await client.ingestEvent({ event })).status, "duplicate");
  const query = { filter: { tenantId: "acme", projectId }, pageSize: 1000 };
  const { response } = await client.queryEvents({ query });
  expectSame("total_count", response.totalCount, BigInt(events.length));
  const read = new Map(response.events.map((found) => [found.eventId, { ...found, ...serverFields }]));
  for (const event of events) {
    const same = equals(EventSchema, read.get(event.eventId), event);
    expectSame(`event ${event.eventId} equals what was sent`, same, true);
  }
  return `${read.size} events`;
}

async function callRest() {
  const event = {
    event_id: "rest-1",
    tenant_id: "acme",
    project_id: "rest",
    session_id: "session-1",
    type: "TOOL_CALL_START",
    timestamp: "2026-01-02T03:04:05Z",
    content: { kind: "tool_call", id: "call-1", name: "search", arguments: { limit: 3 } },
  };
  expectSame("status of an event", (await post("/v1/events", event)).status, "accepted");
  const { events, total_count } = await post("/v1/query", { filter: { tenant_id: "acme", project_id: "rest" } });
  expectSame("total_count", Number(total_count), 1);
  expectSame("content", JSON.stringify(events[0].content), JSON.stringify(event.content));
  const health = await fetch(`${server.url}/healthz`);
  expectSame("status of /healthz", health.status, 200);
  return `${events.length} event`;
}

async function post(path, body) {
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${path}: expected success, got ${response.status} ${await response.text()}`);
  }
  return response.json();
}
