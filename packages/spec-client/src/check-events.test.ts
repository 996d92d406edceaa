// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampNow } from "@bufbuild/protobuf/wkt";
import { ChaukasClientService, createChaukasClient } from "@chaukas/spec-client";
import { type Event, EventSchema, EventType } from "@chaukas/spec-common";
import { Code, ConnectError, createRouterTransport } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";

type EventInit = MessageInitShape<typeof EventSchema>;

/** A client of a server that stores what it gets, but no event of the tenant "other". */
function setUp({ knowsRejections = true } = {}) {
  const stored: Event[] = [];
  const calls: Event[][] = [];
  const transport = createRouterTransport((router) =>
    router.service(ChaukasClientService, {
      ingestEvent: ({ event }) => {
        stored.push(event as Event);
        return { status: "accepted" };
      },
      ingestEventBatch: ({ eventBatch }) => {
        const events = eventBatch?.events ?? [];
        calls.push(events);
        const rejections = events.flatMap(({ tenantId, eventId }, index) =>
          tenantId === "other" ? [{ index, eventId, code: "permission_denied", message: "no" }] : [],
        );
        stored.push(...events.filter(({ tenantId }) => tenantId !== "other"));
        return {
          batchId: eventBatch?.batchId ?? "",
          acceptedCount: events.length - rejections.length,
          rejectedCount: rejections.length,
          rejectedEventIds: rejections.map(({ eventId }) => eventId),
          rejections: knowsRejections ? rejections : [],
          notices: events.flatMap(({ eventId }, index) => (eventId === "noticed" ? [{ index, eventId }] : [])),
        };
      },
    }),
  );
  return { client: createChaukasClient({ transport }), stored, calls };
}

const toolCall = (value: object) => ({ content: { case: "toolCall", value } });
const message = (value: object) => ({ content: { case: "message", value } });

const faults: [string, unknown, string, string][] = [
  ["a Date in a Struct", { metadata: { at: new Date(0) } }, "/metadata/at", "found an object of type Date"],
  ["an Error in a Struct", { metadata: { a: [new Error("no")] } }, "/metadata/a/0", "found an object of type Error"],
  [
    "a Map as a Struct",
    { metadata: new Map([["a", 1]]) },
    "/metadata",
    "expected a JSON object, as returned by toStruct",
  ],
  ["a bigint in a Struct", toolCall({ arguments: { a: 1n } }), "/tool_call/arguments/a", "found 1"],
  ["a function in a Struct", { metadata: { a: () => 1 } }, "/metadata/a", "found function"],
  ["a class with toJSON in a Struct", { metadata: { a: new URL("https://a.example") } }, "/metadata/a", "type URL"],
  ["undefined in an array", { metadata: { a: [1, undefined] } }, "/metadata/a/1", "found undefined"],
  ["bytes in a Struct", { metadata: { a: new Uint8Array(2) } }, "/metadata/a", "type Uint8Array"],
  ["an array as text", message({ text: ["a"] }), "/message/text", "expected a string, found an array"],
  [
    "a fraction of an int32",
    { content: { case: "llmInvocation", value: { promptTokens: 1.5 } } },
    "/llm_invocation/prompt_tokens",
    "expected an integer of 32 bits, found 1.5",
  ],
  ["half of a surrogate pair", message({ text: "\ud83d" }), "/message/text", 'found "\\ud83d"'],
  ["half of a surrogate pair in a key", { metadata: { "a/\ud83d": 1 } }, "/metadata/a~1\ufffd", "surrogates"],
  ["an enum by name", { type: "INPUT_RECEIVED" }, "/type", 'found "INPUT_RECEIVED"'],
  ["a member that does not exist", { tenant_id: "acme" }, "/tenant_id", "expected a member of Event"],
  ["content under its own name", { toolCall: { name: "a" } }, "/toolCall", "expected a member of Event"],
  ["content of a kind that does not exist", { content: { case: "tool", value: {} } }, "/content", "one of the cases"],
  ["content without a value", { content: { case: "message", value: undefined } }, "/message", "found undefined"],
  ["a Date as timestamp", { timestamp: new Date(0) }, "/timestamp", "expected an object for Timestamp"],
  ["an event that is a string", "event", "", "expected an object for Event"],
  ["an event that is null", null, "", "found null"],
];

function nested(): unknown {
  const value: { self?: unknown } = {};
  value.self = value;
  return value;
}

describe("an event that would change on its way", () => {
  it.each(faults.filter(([, event]) => event !== null))(
    "fails at the call with the path: %s",
    async (_, event, field, text) => {
      const { client, stored } = setUp();
      const error = await client.ingestEvent({ event: event as EventInit }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ConnectError);
      expect(error).toMatchObject({ code: Code.InvalidArgument });
      expect((error as ConnectError).rawMessage).toMatch(new RegExp(`^${field === "" ? "event" : field}: expected `));
      expect((error as ConnectError).rawMessage).toContain(text);
      expect(stored).toEqual([]);
    },
  );

  it("fails for a Struct that contains itself", async () => {
    const { client } = setUp();
    const event = { metadata: { nested: nested() } } as EventInit;
    await expect(client.ingestEvent({ event })).rejects.toMatchObject({ code: Code.InvalidArgument });
  });

  it("fails for a message that was changed after it was created", async () => {
    const event = create(EventSchema, { eventId: "a" });
    Object.assign(event, { eventId: 7 });
    const { client } = setUp();
    await expect(client.ingestEvent({ event })).rejects.toMatchObject({
      rawMessage: "/event_id: expected a string, found 7",
    });
    Object.assign(event, { eventId: null });
    await expect(client.ingestEvent({ event })).rejects.toMatchObject({
      rawMessage: "/event_id: expected a string, found null",
    });
    Object.assign(event, { eventId: "a", timestamp: null });
    await expect(client.ingestEvent({ event })).rejects.toMatchObject({
      rawMessage: "/timestamp: expected an object for Timestamp, found null",
    });
    Object.assign(event, { timestamp: undefined, content: undefined });
    await expect(client.ingestEvent({ event })).rejects.toMatchObject({
      rawMessage: "/content: expected an object with a case, found undefined",
    });
  });

  it.each(faults)("becomes a rejection in a batch, whose other events are sent: %s", async (_, event, field, text) => {
    const { client, stored } = setUp();
    const events = [{ eventId: "a" }, event as EventInit, { eventId: "b" }];
    const response = await client.ingestEventBatch({ eventBatch: { batchId: "batch", events } });
    expect(stored.map(({ eventId }) => eventId)).toEqual(["a", "b"]);
    expect(response).toMatchObject({ batchId: "batch", acceptedCount: 2, rejectedCount: 1, rejectedEventIds: [""] });
    expect(response.rejections).toMatchObject([{ index: 1, eventId: "", code: "invalid_argument", field }]);
    expect(response.rejections[0]?.message).toContain(text);
  });
});

describe("a batch with events that are not sent", () => {
  const bad = (eventId: string) => ({ eventId, metadata: { at: new Date(0) } }) as unknown as EventInit;

  it("names events by their position in the batch of the caller, together with those that the server rejects", async () => {
    const { client } = setUp();
    const events = [bad("0"), { eventId: "1", tenantId: "other" }, bad("2"), { eventId: "noticed" }];
    const response = await client.ingestEventBatch({ eventBatch: { events } });
    expect(response).toMatchObject({ acceptedCount: 1, rejectedCount: 3, rejectedEventIds: ["0", "1", "2"] });
    expect(response.rejections.map(({ index, code }) => [index, code])).toEqual([
      [0, "invalid_argument"],
      [1, "permission_denied"],
      [2, "invalid_argument"],
    ]);
    expect(response.notices).toMatchObject([{ index: 3, eventId: "noticed" }]);
  });

  it("keeps the identifiers that a server without rejections returns", async () => {
    const { client } = setUp({ knowsRejections: false });
    const events = [bad("0"), { eventId: "1", tenantId: "other" }];
    const response = await client.ingestEventBatch({ eventBatch: { events } });
    expect(response).toMatchObject({ rejectedCount: 2, rejectedEventIds: ["1", "0"] });
  });

  it("is not sent if no event is left", async () => {
    const { client, calls } = setUp();
    const response = await client.ingestEventBatch({ eventBatch: { batchId: "batch", events: [bad("0"), bad("1")] } });
    expect(response).toMatchObject({
      batchId: "batch",
      acceptedCount: 0,
      rejectedCount: 2,
      rejectedEventIds: ["0", "1"],
    });
    expect(calls).toEqual([]);
  });

  it.each([
    [{ batchId: 7 }, "/batch_id: expected a string, found 7"],
    [{ events: "events" }, '/events: expected an array, found "events"'],
  ])("fails as a whole for the envelope %j", async (eventBatch, rawMessage) => {
    const { client } = setUp();
    const call = client.ingestEventBatch({ eventBatch: eventBatch as object });
    await expect(call).rejects.toMatchObject({ code: Code.InvalidArgument, rawMessage });
  });
});

it("sends everything that the types allow, and treats undefined as absent", async () => {
  const { client, stored } = setUp();
  const event: EventInit = {
    eventId: "a",
    type: EventType.INPUT_RECEIVED,
    timestamp: timestampNow(),
    agentName: undefined as unknown as string,
    tags: ["a"],
    metadata: { a: [1.5, null, true, { b: "🚀" }], n: Number.NaN },
    extensions: [{ typeUrl: "type.example/a", value: new Uint8Array([1]) }],
    content: { case: "message", value: { text: "a" } },
  };
  await client.ingestEvent({ event });
  await client.ingestEvent({ event: create(EventSchema, event) });
  expect(stored[0]).toEqual(stored[1]);
  expect(stored[0]).toMatchObject({ agentName: "", tags: ["a"], metadata: { a: [1.5, null, true, { b: "🚀" }] } });
});
