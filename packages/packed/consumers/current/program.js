// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, createRegistry, equals, fromBinary, fromJson, isFieldSet, toBinary } from "@bufbuild/protobuf";
import { DurationSchema } from "@bufbuild/protobuf/wkt";
import { createChaukasClient, IngestEventBatchRequestSchema } from "@chaukas/spec-client";
import { EventBatchSchema, EventSchema, EventType, RedactionInfoSchema } from "@chaukas/spec-common";
import {
  eventFromJsonString,
  eventFromProtoJson,
  eventToJsonString,
  isJsonCodecError,
} from "@chaukas/spec-common/json";
import { validateEvent, validateEventBatch } from "@chaukas/spec-common/validate";
import {
  bytesToHex,
  commitEvent,
  createNoteSigner,
  createNoteVerifier,
  emptyRoot,
  normalForm,
  openCheckpoint,
  openEvent,
  redactEvent,
  signCheckpoint,
} from "@chaukas/spec-integrity";
import { eventValidator } from "@chaukas/spec-json-schema/strict";
import { createChaukasFetchHandler, registerChaukasServices } from "@chaukas/spec-server";
import { Code, ConnectError } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { apiKey, createMemoryBackend } from "./backend.js";
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

const backend = createMemoryBackend();

/** Answers Connect and gRPC-Web requests with web platform APIs. */
export const handle = createChaukasFetchHandler(backend);

/** Puts the services on a Connect router, for gRPC. */
export function register(router) {
  registerChaukasServices(router, backend);
}

/** Runs every step in this runtime against the server at a base URL, and over gRPC if there is a transport. */
export function run({ baseUrl, grpc }) {
  return runSteps({
    import: importModules,
    encode,
    decode,
    json: convertToJson,
    validate,
    "json-schema": validateJson,
    integrity: verifyIntegrity,
    connect: () => callServer("connect", { baseUrl }),
    "grpc-web": () => callServer("grpc-web", { transport: createGrpcWebTransport({ baseUrl, fetch: fetchInWorkerd }) }),
    ...(grpc && { grpc: () => callServer("grpc", { transport: grpc }) }),
  });
}

const golden = bytesFromBase64(goldenBinary);
const bodies = captured.map(bytesFromBase64);

function goldenBatch() {
  return fromBinary(EventBatchSchema, golden);
}

function capturedEvents() {
  return bodies.flatMap((body) => fromBinary(IngestEventBatchRequestSchema, body).eventBatch?.events ?? []);
}

/** Passes, because this program does not start unless all imports succeed. */
function importModules() {
  return `${Object.keys(modules).length} modules`;
}

function encode() {
  const batch = fromJson(EventBatchSchema, goldenJson, { registry: createRegistry(DurationSchema) });
  expectSameBytes("golden batch from JSON", toBinary(EventBatchSchema, batch), golden);
  const event = create(EventSchema, {
    eventId: "02-message",
    tenantId: "acme",
    sessionId: "session-1",
    type: EventType.INPUT_RECEIVED,
    author: 1,
    timestamp: { seconds: 1767323046n },
    content: { case: "message", value: { role: "user", text: "Where is my parcel?\n", metadata: { language: "en" } } },
  });
  expectSameBytes("event from fields", toBinary(EventSchema, event), toBinary(EventSchema, goldenBatch().events[1]));
  return `${golden.length} bytes`;
}

function decode() {
  const { events } = goldenBatch();
  for (const field of EventSchema.fields) {
    expectSame(
      `field ${field.name} in the golden events`,
      events.some((event) => isFieldSet(event, field)),
      true,
    );
  }
  let count = 0;
  for (const [index, body] of bodies.entries()) {
    const request = fromBinary(IngestEventBatchRequestSchema, body);
    const again = toBinary(IngestEventBatchRequestSchema, request);
    expectSame(`length of request ${index}`, again.length, body.length);
    const equal = equals(IngestEventBatchRequestSchema, fromBinary(IngestEventBatchRequestSchema, again), request);
    expectSame(`request ${index}, encoded and decoded, equals itself`, equal, true);
    count += request.eventBatch?.events.length ?? 0;
  }
  return `${count} captured events`;
}

function convertToJson() {
  let length = 0;
  for (const event of [...capturedEvents(), ...goldenBatch().events]) {
    const text = eventToJsonString(event);
    expectSame(`${event.eventId}, as JSON and back`, equals(EventSchema, eventFromJsonString(text), event), true);
    length += text.length;
  }
  const registry = createRegistry(DurationSchema);
  const events = goldenJson.events.map((json) => eventFromProtoJson(json, { registry }));
  const batch = create(EventBatchSchema, { ...goldenBatch(), events });
  expectSameBytes("golden batch from ProtoJSON", toBinary(EventBatchSchema, batch), golden);
  let error;
  try {
    eventFromJsonString('{"metadata":{"a":"\\ud800"}}');
  } catch (reason) {
    error = reason;
  }
  expectSame("path of a bad string", isJsonCodecError(error) && error.path, "/metadata/a");
  return `${length} characters`;
}

function validate() {
  expectSame("verdict on the golden batch", validateEventBatch(goldenBatch()).kind, "valid");
  for (const event of capturedEvents()) {
    expectSame(`verdict on ${event.eventId}`, validateEvent(event).kind, "valid");
  }
  const [bad] = goldenBatch().events;
  const redaction = create(RedactionInfoSchema, { fields: [""] });
  Object.assign(bad, { tenantId: "", hashPrev: "E3", redaction });
  bad.cost.totalCost = Number.NaN;
  const verdict = validateEvent(bad);
  const found = verdict.kind === "invalid" ? verdict.violations.map(({ path, ruleId }) => `${path}: ${ruleId}`) : [];
  expectSame(
    "violations of a bad event",
    found.sort().join(", "),
    "cost.total_cost: double.finite, hash_prev: string.pattern, redaction.fields[0]: string.min_bytes, tenant_id: required",
  );
  return "4 violations";
}

/** Compares hashes and signatures of this runtime with the example in the specification. */
function verifyIntegrity() {
  const event = eventFromJsonString(
    '{"event_id":"evt_1","tenant_id":"acme","project_id":"p1","session_id":"s1","type":"TOOL_CALL_START","severity":"INFO","status":"STARTED","author":"TOOL","timestamp":"2025-01-01T00:00:00.123Z","content":{"kind":"tool_call","id":"c1","name":"web_search","arguments":{"n":3,"ok":true,"q":"€ price","z":null}}}',
  );
  const key = new Uint8Array(32);
  const { contentHash, commit } = commitEvent(event, key);
  expectSame("content hash", contentHash, "a3d1c1665bacedd85b57dfca4e39a056c283424a92768841ef7d0ce4a4fb00cb");
  expectSame("commitment", commit, "269b07c1c963f66fc3b2a92b22396efef3e5a3aac92d37d66d52982e11186a94");
  const redacted = redactEvent(event, { key: bytesToHex(key) }, ["/tool_call/arguments"], { method: "drop" });
  expectSame("commitment after redaction", openEvent(redacted.event, redacted.opening).commit, commit);
  const origin = "audit.example.com/t/acme";
  const signer = createNoteSigner(origin, key);
  const note = signCheckpoint({ origin, size: 0, root: emptyRoot() }, signer);
  const verifier = createNoteVerifier(origin, signer.publicKey);
  expectSame("checkpoint", openCheckpoint(note, verifier).valid, true);
  expectSame("forged checkpoint", openCheckpoint(note.replace("\n0\n", "\n1\n"), verifier).valid, false);
  return `${normalForm(redacted.event).length} characters`;
}

/** Uses validators that were compiled ahead of time, because workerd does not allow code generation. */
function validateJson() {
  const event = {
    event_id: "event-1",
    tenant_id: "acme",
    session_id: "session-1",
    type: "INPUT_RECEIVED",
    status: "COMPLETED",
    timestamp: "2026-01-02T03:04:05Z",
    content: { kind: "message", role: "user", text: "Where is my parcel?" },
  };
  expectSame(
    "verdict on an event",
    JSON.stringify(eventValidator.validate(event)),
    JSON.stringify({ kind: "valid", value: event }),
  );
  const verdict = eventValidator.validate({ ...event, tenant_id: 7 });
  const found = verdict.kind === "invalid" ? verdict.errors.map(({ message }) => message) : [];
  expectSame("errors of a bad event", found.join(), "/tenant_id: expected string, found 7");
  return "1 error";
}

async function callServer(protocol, options) {
  const client = createChaukasClient({ ...options, apiKey, timeoutMs: 10_000 });
  // Each protocol has its own project on the server. The server removes the fields that only a server sets.
  const own = { serverTimestamp: undefined, contentHash: "", hashPrev: "", wormProofId: "", projectId: protocol };
  const golden = goldenBatch().events;
  // Only a server records redactions.
  const record = golden.find(({ content }) => content.case === "redactionRecord");
  const accepted = golden.filter((event) => event !== record);
  const events = [...accepted, ...capturedEvents()].map((event) => ({ ...event, ...own }));
  const [first, ...rest] = events;

  await client.healthz({});
  expectSame("max_batch_size", (await client.getCapabilities({})).capabilities?.maxBatchSize, 1000);
  const stored = await client.ingestEvent({ event: first });
  expectSame("status", stored.status, "accepted");
  expectSame("processed_at", stored.processedAt, 1767323045678901n);
  expectSame("status of the second time", (await client.ingestEvent({ event: first })).status, "duplicate");
  const bad = create(EventSchema, { eventId: "bad" });
  const batch = await client.ingestEventBatch({ eventBatch: { batchId: protocol, events: [...rest, bad] } });
  expectSame("accepted_count", batch.acceptedCount, rest.length);
  expectSame("rejected_event_ids", batch.rejectedEventIds.join(), "bad");

  const read = await readAll(client, protocol);
  expectSame("events read back", read.length, events.length);
  for (const [index, event] of events.entries()) {
    expectSame(`event ${event.eventId} equals what was sent`, equals(EventSchema, read[index], event), true);
  }
  await expectCode("the record of a redaction", Code.InvalidArgument, () => client.ingestEvent({ event: record }));
  await expectErrors(client, createChaukasClient({ ...options, apiKey: "another-key" }), first);
  return `${read.length} events`;
}

async function readAll(client, projectId) {
  const events = [];
  let pageToken = "";
  do {
    const { response } = await client.queryEvents({ query: { filter: { projectId }, pageSize: 50, pageToken } });
    events.push(...response.events);
    pageToken = response.nextPageToken;
    expectSame("has_more", response.hasMore, pageToken !== "");
  } while (pageToken !== "");
  return events;
}

async function expectErrors(client, stranger, event) {
  await expectCode("a call with another key", Code.Unauthenticated, () => stranger.ingestEvent({ event }));
  await expectCode("a call without an event", Code.InvalidArgument, () => client.ingestEvent({}));
  const query = { filter: { textQuery: "fail" } };
  const hidden = await expectCode("a failure of the store", Code.Internal, () => client.queryEvents({ query }));
  expectSame("the store's text in the error", hidden.message.includes("secret"), false);
}

async function expectCode(what, code, call) {
  const error = await expectFailure(what, call);
  expectSame(`code of ${what} (${error.message})`, ConnectError.from(error).code, code);
  return error;
}
