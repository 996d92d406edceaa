// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { type Event, EventBatchSchema } from "@chaukas/spec-common";
import {
  type ChaukasBackend,
  ChaukasServerService,
  type ChaukasServiceOptions,
  createChaukasFetchHandler,
  limitError,
} from "@chaukas/spec-server";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import { describe, expect, it } from "vitest";
import { createEvent } from "../../test/create-event.js";

function connect(backend: ChaukasBackend, options: ChaukasServiceOptions = {}) {
  const handler = createChaukasFetchHandler(backend, options);
  const fetch: typeof globalThis.fetch = (input, init) => handler(new Request(input, init));
  const transport = createConnectTransport({ baseUrl: "https://audit.example.com", useBinaryFormat: true, fetch });
  return createClient(ChaukasServerService, transport);
}

const a = createEvent({ eventId: "a" });
const b = createEvent({ eventId: "b" });
const c = createEvent({ eventId: "c" });
const bad = createEvent({ eventId: "bad", sessionId: "" });
const nameless = createEvent({ eventId: "" });

describe("a batch", () => {
  it("reaches the backend without its invalid events, and the response names all rejected events in batch order", async () => {
    const seen: string[][] = [];
    const rejections: unknown[] = [];
    const client = connect(
      {
        ingestEventBatch({ events }) {
          seen.push(events.map((event) => event.eventId));
          return { rejectedEventIds: ["c", "a"] };
        },
      },
      { onRejected: ({ eventId, index, error }) => rejections.push([index, eventId, error.message]) },
    );
    const answer = await client.ingestEventBatch({ eventBatch: { batchId: "x", events: [a, bad, b, nameless, c] } });
    expect(seen).toEqual([["a", "b", "c"]]);
    expect(answer).toMatchObject({
      batchId: "x",
      acceptedCount: 1,
      rejectedCount: 4,
      rejectedEventIds: ["a", "bad", "", "c"],
    });
    expect(rejections).toEqual([
      [1, "bad", "[invalid_argument] event_batch.events[1].session_id: value is required"],
      [3, "", "[invalid_argument] event_batch.events[3].event_id: value is required"],
      [0, "a", "[failed_precondition] event a: rejected by the server"],
      [4, "c", "[failed_precondition] event c: rejected by the server"],
    ]);
  });

  it("is stored without events that record a redaction, since only the server does that", async () => {
    const seen: string[] = [];
    const rejections: string[] = [];
    const ingestEvent = ({ eventId }: Event) => {
      seen.push(eventId);
      return {};
    };
    const client = connect({ ingestEvent }, { onRejected: ({ error }) => rejections.push(error.rawMessage) });
    const record = createEvent({ eventId: "record", content: { case: "redactionRecord", value: { ordinal: 1 } } });
    const answer = await client.ingestEventBatch({ eventBatch: { events: [a, record, b] } });
    expect(answer).toMatchObject({ acceptedCount: 2, rejectedEventIds: ["record"] });
    expect([seen, rejections]).toEqual([
      ["a", "b"],
      ["event_batch.events[1].redaction_record: expected other content, since only the server records redactions"],
    ]);
  });

  it("counts the last events with an id as rejected if the backend names fewer of them", async () => {
    const rejected: number[] = [];
    const client = connect(
      { ingestEventBatch: () => ({ rejectedEventIds: ["b", "a", "a"] }) },
      { onRejected: ({ index }) => rejected.push(index) },
    );
    const events = ["a", "b", "a", "c", "a"].map((eventId) => createEvent({ eventId }));
    const answer = await client.ingestEventBatch({ eventBatch: { events } });
    expect(answer).toMatchObject({ acceptedCount: 2, rejectedEventIds: ["b", "a", "a"] });
    expect(rejected).toEqual([1, 2, 4]);
  });

  it("does not reach the backend if all its events are invalid, but does if it is empty", async () => {
    let calls = 0;
    const client = connect({
      ingestEventBatch() {
        calls++;
        return {};
      },
    });
    expect(await client.ingestEventBatch({ eventBatch: { events: [bad, bad] } })).toMatchObject({
      acceptedCount: 0,
      rejectedEventIds: ["bad", "bad"],
    });
    expect(calls).toBe(0);
    expect(await client.ingestEventBatch({ eventBatch: {} })).toMatchObject({ acceptedCount: 0, rejectedCount: 0 });
    expect(calls).toBe(1);
  });

  it("gets an id if it has none, which the backend also sees", async () => {
    const seen: string[] = [];
    const client = connect({
      ingestEventBatch({ batchId }) {
        seen.push(batchId);
        return {};
      },
    });
    const { batchId } = await client.ingestEventBatch({ eventBatch: { events: [a] } });
    expect(seen).toEqual([batchId]);
    expect(batchId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("is stored one by one, in order, if the backend only takes single events", async () => {
    const seen: string[] = [];
    const client = connect({
      ingestEvent({ eventId }) {
        seen.push(eventId);
        if (eventId === "b") {
          throw new ConnectError("other content", Code.AlreadyExists);
        }
        return {};
      },
    });
    const answer = await client.ingestEventBatch({ eventBatch: { events: [a, bad, b, c] } });
    expect(seen).toEqual(["a", "b", "c"]);
    expect(answer).toMatchObject({ acceptedCount: 2, rejectedEventIds: ["bad", "b"] });
  });

  it.each([
    ["unavailable", new ConnectError("down", Code.Unavailable), Code.Unavailable, "down"],
    ["a limit that allows a retry", limitError("busy", { retryAfterSeconds: 1 }), Code.ResourceExhausted, "busy"],
    ["unauthenticated", new ConnectError("who", Code.Unauthenticated), Code.Unauthenticated, "who"],
    ["an error that is not a ConnectError", new Error("disk full"), Code.Internal, "internal error"],
  ])("fails as a whole if storing one event fails with %s", async (_, failure, code, rawMessage) => {
    const client = connect({ ingestEvent: () => Promise.reject(failure) });
    await expect(client.ingestEventBatch({ eventBatch: { events: [a] } })).rejects.toMatchObject({ code, rawMessage });
  });

  it.each([
    ["an event that is not in the batch", { rejectedEventIds: ["z"] }, '"z", which is not in the batch'],
    ["one event twice", { rejectedEventIds: ["a", "a"] }, '"a", which is not in the batch'],
    ["events that it does not name", { rejectedCount: 2 }, "2 events and 0 ids"],
  ])("fails rather than acknowledge too many events if the backend rejects %s", async (_, result, found) => {
    const reported: unknown[] = [];
    const client = connect({ ingestEventBatch: () => result }, { onError: (error) => reported.push(String(error)) });
    await expect(client.ingestEventBatch({ eventBatch: { events: [a] } })).rejects.toMatchObject({
      code: Code.Internal,
      rawMessage: "internal error",
    });
    expect(reported).toEqual([
      `Error: ingestEventBatch: expected the backend to name each rejected event, got ${found}`,
    ]);
  });

  it("fails if a field other than its events is invalid", async () => {
    const client = connect({ ingestEventBatch: () => ({}) });
    const eventBatch = create(EventBatchSchema, { totalCost: Number.NaN, events: [a] });
    await expect(client.ingestEventBatch({ eventBatch })).rejects.toMatchObject({
      code: Code.InvalidArgument,
      rawMessage: "event_batch.total_cost: expected a finite number, got NaN",
    });
  });
});

describe("a single event", () => {
  it("is stored as a batch if the backend only takes batches", async () => {
    const seen: string[][] = [];
    const client = connect({
      ingestEventBatch({ events }) {
        seen.push(events.map((event) => event.eventId));
        return { rejectedEventIds: events[0]?.eventId === "b" ? ["b"] : [] };
      },
    });
    expect(await client.ingestEvent({ event: a })).toMatchObject({ eventId: "a", status: "accepted" });
    await expect(client.ingestEvent({ event: b })).rejects.toMatchObject({
      code: Code.FailedPrecondition,
      rawMessage: "event b: rejected by the server",
    });
    expect(seen).toEqual([["a"], ["b"]]);
  });

  it("gets a complete response if the backend returns an empty one", async () => {
    const before = BigInt(Date.now());
    const answer = await connect({ ingestEvent: () => ({}) }).ingestEvent({ event: a });
    expect(answer).toMatchObject({ eventId: "a", status: "accepted" });
    expect(answer.processedAt).toBeGreaterThanOrEqual(before);
  });

  it("is passed to onRejected if it is rejected, but not if the server fails", async () => {
    const rejected: unknown[] = [];
    const backend: ChaukasBackend = { ingestEvent: () => Promise.reject(new ConnectError("down", Code.Unavailable)) };
    const client = connect(backend, { onRejected: ({ eventId, index }) => rejected.push([eventId, index]) });
    await expect(client.ingestEvent({ event: bad })).rejects.toMatchObject({ code: Code.InvalidArgument });
    await expect(client.ingestEvent({ event: a })).rejects.toMatchObject({ code: Code.Unavailable });
    expect(rejected).toEqual([["bad", 0]]);
  });
});

describe("enrich", () => {
  const stored: Event[] = [];
  const backend: ChaukasBackend = {
    ingestEvent(event) {
      stored.push(event);
      return {};
    },
  };

  it("changes an event before it is validated", async () => {
    const client = connect(backend, {
      enrich(event, { requestHeader }) {
        event.tenantId ||= requestHeader.get("x-tenant") ?? "";
      },
    });
    const event = createEvent({ tenantId: "" });
    await client.ingestEvent({ event }, { headers: { "x-tenant": "globex" } });
    expect(stored.at(-1)?.tenantId).toBe("globex");
    await expect(client.ingestEvent({ event })).rejects.toMatchObject({ code: Code.InvalidArgument });
  });

  it("may return another event asynchronously", async () => {
    const client = connect(backend, { enrich: async (event) => ({ ...event, tags: ["eu"] }) });
    await client.ingestEvent({ event: a });
    expect(stored.at(-1)).toMatchObject({ eventId: "a", tags: ["eu"] });
  });

  it("rejects one event of a batch by throwing a ConnectError", async () => {
    const client = connect(backend, {
      enrich({ eventId }) {
        if (eventId === "b") {
          throw new ConnectError("not yours", Code.PermissionDenied);
        }
      },
    });
    const answer = await client.ingestEventBatch({ eventBatch: { events: [a, b, c] } });
    expect(answer).toMatchObject({ acceptedCount: 2, rejectedEventIds: ["b"] });
  });

  it("fails the call by throwing another error", async () => {
    const client = connect(backend, { enrich: () => Promise.reject(new Error("directory is down")) });
    await expect(client.ingestEventBatch({ eventBatch: { events: [a] } })).rejects.toMatchObject({
      code: Code.Internal,
      rawMessage: "internal error",
    });
  });
});
