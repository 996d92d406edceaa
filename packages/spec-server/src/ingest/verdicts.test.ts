// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type DescMethodUnary, fromBinary, type MessageShape, toBinary } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { BytesValueSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import {
  type ChaukasBackend,
  ChaukasServerService,
  createChaukasFetchHandler,
  type EventNotice,
  type EventRejection,
  type IngestEventBatchResponse,
  IngestEventBatchResponseSchema,
} from "@chaukas/spec-server";
import { Code, ConnectError, createClient, type Interceptor } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { createEvent } from "../../test/create-event.js";
import { postBinary, postJson, serveEverywhere } from "../../test/serve-everywhere.js";
import type { ChaukasHandlerOptions } from "../contract/chaukas-options.js";

const events = "/v1/events/batch";
const connectPath = `/${ChaukasServerService.typeName}/IngestEventBatch`;

/** A backend that takes every event, and what its hooks have seen. */
function createRecorder(options: ChaukasHandlerOptions = {}, others: Partial<ChaukasBackend> = {}) {
  const stored: string[] = [];
  const rejected: EventRejection[] = [];
  const noticed: EventNotice[] = [];
  const backend: ChaukasBackend = {
    ingestEventBatch(batch) {
      stored.push(...batch.events.map(({ eventId }) => eventId));
      return {};
    },
    ...others,
  };
  const all: ChaukasHandlerOptions = {
    onRejected: (rejection) => rejected.push(rejection),
    onNotice: (notice) => noticed.push(notice),
    ...options,
  };
  const handler = createChaukasFetchHandler(backend, all);
  const call = async (path: string, init: RequestInit) => {
    const response = await handler(new Request(`https://audit.example.com${path}`, init));
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, body: isJson ? await response.json() : undefined };
  };
  return { backend, options: all, stored, rejected, noticed, call };
}

const good = ["first", "last"].map((eventId) => JSON.stringify(eventToJson(createEvent({ eventId }))));
const protoGood = good.map((text) => text.replace('"SESSION_START"', '"EVENT_TYPE_SESSION_START"'));

/** Returns a batch in which a text stands between two good events. */
function between(text: string, [first, last] = good): string {
  return `{"batch_id":"b","events":[${first},${text},${last}]}`;
}

/** Returns the text of an event with another member. */
function withMember(member: string, text = good[0]?.replace('"first"', '"odd"') ?? ""): string {
  return text.replace(/\}$/, `,${member}}`);
}

const unreadable = [
  ["has an unknown member", withMember('"mine":1'), "/mine", "UNKNOWN_KEY"],
  ["has a number for a string", withMember('"agent_name":7'), "/agent_name", "WRONG_TYPE"],
  ["has null in a list", withMember('"tags":[null]'), "/tags/0", "WRONG_TYPE"],
  ["has the name of an enum value that does not exist", withMember('"severity":"LOUD"'), "/severity", "BAD_VALUE"],
  ["has a time that is none", withMember('"server_timestamp":"yesterday"'), "/server_timestamp", "BAD_VALUE"],
  [
    "has an integer that would be rounded",
    withMember('"metadata":{"n":12345678901234567890}'),
    "/metadata/n",
    "OUT_OF_RANGE",
  ],
  ["has half of a surrogate pair", withMember('"branch":"\\ud83d"'), "/branch", "BAD_UNICODE"],
  ["has a key twice", withMember('"metadata":{"a":1,"a":2}'), "/metadata/a", "DUPLICATE_KEY"],
  ["has content of an unknown kind", withMember('"content":{"kind":"tool"}'), "/content/kind", "BAD_VALUE"],
  [
    "has an unknown member in its content",
    withMember('"content":{"kind":"message","mood":"x"}'),
    "/content/mood",
    "UNKNOWN_KEY",
  ],
] as const;

describe("an event of a JSON batch", () => {
  it.each(unreadable)("is rejected alone if it %s", async (_, text, field, rule) => {
    const { stored, rejected, call } = createRecorder();
    const { status, body } = await call(events, postJson(between(text)));
    expect(stored).toEqual(["first", "last"]);
    expect([status, body]).toEqual([
      202,
      {
        batch_id: "b",
        accepted_count: 2,
        rejected_count: 1,
        rejected_event_ids: ["odd"],
        rejections: [
          {
            index: 1,
            event_id: "odd",
            code: "invalid_argument",
            field,
            message: expect.stringContaining("expected"),
          },
        ],
      },
    ]);
    expect(rejected).toMatchObject([{ tenantId: "acme", eventId: "odd", index: 1, rule }]);
  });

  it.each([
    ["null", ""],
    ["4711", ""],
    ['"event"', ""],
    ["[]", ""],
    ["NaN", ""],
    [withMember('"metadata":{"temperature":NaN}'), ""],
    [withMember(`"metadata":{"a":${"[".repeat(200)}${"]".repeat(200)}}`), ""],
    [withMember('"tenant_id":"twice"'), "odd"],
    ['{"event_id":"\\ud83d"}', ""],
    ['{"event_id":7}', ""],
  ])("is rejected alone if it is %s, with its id if that can be read", async (text, eventId) => {
    const { stored, call } = createRecorder();
    const { status, body } = await call(events, postJson(between(text)));
    expect([status, stored]).toEqual([202, ["first", "last"]]);
    expect(body).toMatchObject({ rejected_event_ids: [eventId], rejections: [{ index: 1, code: "invalid_argument" }] });
  });

  it("is named in batch order, whatever is wrong with it, in as many rejections as ids", async () => {
    const { call, stored } = createRecorder(
      {},
      {
        ingestEventBatch: () => ({
          rejections: [{ index: 1, eventId: "last", code: "already_exists", field: "/event_id" }],
        }),
      },
    );
    const invalid = (good[0] ?? "").replace('"session-1"', '""').replace('"first"', '"invalid"');
    const { body } = await call(events, postJson(between(`${invalid},${withMember('"mine":1')},7`)));
    expect(stored).toEqual([]);
    expect(body).toMatchObject({
      accepted_count: 1,
      rejected_event_ids: ["invalid", "odd", "", "last"],
      rejections: [
        { index: 1, event_id: "invalid", field: "/session_id", message: "session_id: value is required" },
        { index: 2, event_id: "odd", field: "/mine" },
        { index: 3, code: "invalid_argument" },
        { index: 4, event_id: "last", code: "already_exists", field: "/event_id" },
      ],
    });
  });

  it("is not seen by the backend, and its place is kept for interceptors", async () => {
    const seen: string[][] = [];
    const see: Interceptor = (next) => (request) => {
      const { eventBatch } = request.message as unknown as { eventBatch: { events: Event[] } };
      seen.push(eventBatch.events.map(({ eventId, tenantId }) => `${tenantId}/${eventId}`));
      return next(request);
    };
    const { stored, call } = createRecorder({ interceptors: [see] });
    await call(events, postJson(between(withMember('"mine":1'))));
    expect([seen, stored]).toEqual([[["acme/first", "acme/odd", "acme/last"]], ["first", "last"]]);
  });

  it("has a pointer into public JSON for the place that breaks a rule", async () => {
    const { call } = createRecorder();
    const text = withMember(`"content":{"kind":"tool_call","name":"${"x".repeat(300)}"}`);
    const { body } = await call(events, postJson(between(text)));
    expect(body).toMatchObject({ rejections: [{ index: 1, field: "/content/name" }] });
  });

  it.each([
    ["is not closed", between("{}").slice(0, -2)],
    ["has brackets that do not match", between("{]}")],
    ["has a string that does not end", between('{"a":"}')],
    ["has a comma too many", between(`${good[1]},`)],
    ["holds what is not JSON", between(withMember('"metadata":{"a" 1}'))],
    ["has its events twice", between("{}").replace(/\}$/, ',"events":[]}')],
    ["has an unknown member", between("{}").replace(/\}$/, ',"mine":1}')],
    ["has no list of events", `{"events":{"a":${good[0]}}}`],
    ["is a list", `[${good[0]}]`],
  ])("is not stored if the batch itself %s", async (_, text) => {
    const { stored, rejected, call } = createRecorder();
    const { status, body } = await call(events, postJson(text));
    expect([status, stored, rejected]).toEqual([400, [], []]);
    expect(body).toMatchObject({ title: "Bad Request" });
  });

  it("is not read from two parts of a batch or an event that are split inside a field", async () => {
    const { stored, call } = createRecorder();
    const split = (message: Uint8Array) => {
      const parts = [message.subarray(0, 20), message.subarray(20)];
      return Uint8Array.of(...parts.flatMap((part) => [0x0a, part.length, ...part]));
    };
    const small = toBinary(EventSchema, createEvent({ eventId: "split", agentName: "a".repeat(50) }));
    const batch = Uint8Array.of(0x1a, small.length, ...small);
    const proto = { "content-type": "application/proto", accept: "*/*" };
    for (const [path, other, message] of [
      [events, connectPath, batch],
      ["/v1/events", connectPath.replace("Batch", ""), small],
    ] as const) {
      expect((await call(path, postBinary(split(message)))).status).toBe(400);
      expect((await call(other, postBinary(split(message), proto))).status).toBe(400);
    }
    expect(stored).toEqual([]);
  });

  it("counts towards the maximum of a batch even if it cannot be read", async () => {
    const { stored, call } = createRecorder({ maxBatchSize: 2 });
    const { status, body } = await call(events, postJson(between("NaN")));
    expect([status, stored]).toEqual([413, []]);
    expect(body).toMatchObject({ detail: "event_batch.events: expected at most 2 events, got more" });
  });
});

describe("an event of a ProtoJSON batch over Connect", () => {
  const wrap = (text: string) => `{"eventBatch":${between(text, protoGood)}}`;
  const odd = (member: string) => withMember(member, protoGood[0]?.replace('"first"', '"odd"'));

  it.each([
    ["has an unknown member", odd('"mine":1'), "/mine"],
    ["has an integer that would be rounded", odd('"metadata":{"n":12345678901234567890}'), "/metadata/n"],
    ["has a key twice", odd('"metadata":{"a":1,"a":2}'), "/metadata/a"],
    ["has half of a surrogate pair", odd('"branch":"\\ud83d"'), "/branch"],
    ["has a time that is none", odd('"serverTimestamp":"yesterday"'), "/serverTimestamp"],
    ["has a number that JSON lacks", odd('"metadata":{"n":NaN}'), "/metadata/n", ""],
  ])("is rejected alone if it %s", async (_, text, field, eventId = "odd") => {
    const { stored, call } = createRecorder();
    const { status, body } = await call(connectPath, postJson(wrap(text)));
    expect([status, stored]).toEqual([200, ["first", "last"]]);
    expect(body).toMatchObject({
      rejectedEventIds: [eventId],
      rejections: [{ index: 1, code: "invalid_argument", field }],
    });
  });

  it.each([
    ["has brackets that do not match", wrap("{]}")],
    ["has its events twice", wrap("{}").replace(/\}\}$/, `,"events":[${protoGood[0]}]}}`)],
    ["is there twice", wrap("{}").replace(/\}$/, `,"event_batch":{"events":[${protoGood[0]}]}}`)],
  ])("is not stored if the batch itself %s", async (_, text) => {
    const { stored, call } = createRecorder();
    const { status, body } = await call(connectPath, postJson(text));
    expect([status, body.code, stored]).toEqual([400, "invalid_argument", []]);
  });

  it("is not stored if the text is not UTF-8", async () => {
    const { stored, call } = createRecorder();
    const bytes = new TextEncoder().encode(wrap(odd('"branch":"?"')));
    bytes[bytes.lastIndexOf("?".charCodeAt(0))] = 0xff;
    const { status, body } = await call(connectPath, { ...postJson(""), body: bytes });
    expect([status, body, stored]).toEqual([
      400,
      { code: "invalid_argument", message: "body: expected text in UTF-8" },
      [],
    ]);
  });

  it("is judged as strictly if it is sent alone", async () => {
    const { stored, call } = createRecorder();
    const path = connectPath.replace(/Batch$/, "");
    const text = odd('"metadata":{"n":12345678901234567890}');
    for (const body of [
      `{"event":${text}}`,
      `{"event":${protoGood[0]},"event":${protoGood[0]}}`,
      "{}",
      '{"event":null}',
    ]) {
      expect((await call(path, postJson(body))).body).toMatchObject({ code: "invalid_argument" });
    }
    expect(stored).toEqual([]);
    expect(await call(path, postJson(`{"event":${protoGood[0]}}`))).toMatchObject({ status: 200 });
    expect(stored).toEqual(["first"]);
  });
});

/** Returns the binary form of a batch request with the given binary events. */
function batchOf(...bodies: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const batch = new BinaryWriter();
  for (const body of bodies) {
    batch.tag(3, WireType.LengthDelimited).bytes(body);
  }
  const request = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(batch.finish());
  return request.finish() as Uint8Array<ArrayBuffer>;
}

const [first = new Uint8Array(), odd = new Uint8Array(), last = new Uint8Array()] = ["first", "odd", "last"].map(
  (eventId) => toBinary(EventSchema, createEvent({ eventId })),
);
const added = (...bytes: readonly number[]) => Uint8Array.of(...odd, ...bytes);
/** The start of `message { text }`, whose text claims more bytes than the event has. */
const longText = [0xf2, 0x01, 0x04, 0x12, 0x7f, 0x68, 0x69];

/** Sends a binary batch over every protocol, and returns the responses by protocol. */
async function sendEverywhere(bytes: Uint8Array<ArrayBuffer>, options: ChaukasHandlerOptions = {}) {
  const recorder = createRecorder(options);
  const { transports, fetches } = await serveEverywhere(recorder.backend, recorder.options);
  const { ingestEventBatch } = ChaukasServerService.method;
  // A message of one field of bytes, as the request is, but for what is in it.
  const raw = { ...ingestEventBatch, input: BytesValueSchema } as unknown as DescMethodUnary<
    typeof BytesValueSchema,
    typeof IngestEventBatchResponseSchema
  >;
  const request = fromBinary(BytesValueSchema, bytes);
  const answers: Record<string, IngestEventBatchResponse> = {};
  for (const name of ["gRPC", "gRPC-Web", "Connect, binary"]) {
    const answer = await transports[name]?.unary(raw, undefined, undefined, undefined, request);
    answers[name] = answer?.message as MessageShape<typeof IngestEventBatchResponseSchema>;
  }
  const response = await fetches.Node(events, postBinary(bytes, { accept: "application/x-protobuf" }));
  answers["REST"] = fromBinary(IngestEventBatchResponseSchema, new Uint8Array(await response.arrayBuffer()));
  return { ...recorder, answers };
}

describe("an event of a binary batch", () => {
  it.each([
    ["is cut", odd.subarray(0, -1)],
    ["has a text that claims the bytes of the next event", added(...longText)],
    ["has a tag that does not exist", added(0x07)],
    ["has a string that is not UTF-8", added(0x52, 0x01, 0xff)],
    ["has a tenant that is a varint", added(0x10, 0x01)],
    ["has its id behind a tenant that is a varint", Uint8Array.of(0x10, 0x01, ...odd)],
    ["has its id behind a varint of more than 64 bits", Uint8Array.of(0x50, ...Array(9).fill(0x80), 0x40, ...odd)],
    ["has an agent name that is a fixed32", added(0x6d, 0x65, 0x76, 0x69, 0x6c)],
  ])("is rejected alone over every protocol if it %s", async (_, bytes) => {
    const { answers, stored, rejected } = await sendEverywhere(batchOf(first, bytes, last));
    for (const [name, answer] of Object.entries(answers)) {
      expect(answer, name).toMatchObject({
        acceptedCount: 2,
        rejectedEventIds: ["odd"],
        rejections: [
          {
            index: 1,
            eventId: "odd",
            code: "invalid_argument",
            field: "",
            message: expect.stringMatching(/^expected a binary chaukas.spec.common.v1.Event, got bytes that fail with/),
          },
        ],
      });
    }
    expect(stored).toEqual(Array(4).fill(["first", "last"]).flat());
    expect(rejected[0]).toMatchObject({ tenantId: "acme", eventId: "odd", rule: "MALFORMED" });
  });

  it("has a pointer by the names of the proto for the place that breaks a rule, except over REST", async () => {
    const event = createEvent({ eventId: "odd", content: { case: "toolCall", value: { name: "x".repeat(300) } } });
    const { answers } = await sendEverywhere(batchOf(first, toBinary(EventSchema, event)));
    const fields = Object.entries(answers).map(([name, { rejections }]) => [name, rejections[0]?.field]);
    expect(fields).toEqual([
      ["gRPC", "/tool_call/name"],
      ["gRPC-Web", "/tool_call/name"],
      ["Connect, binary", "/tool_call/name"],
      ["REST", "/content/name"],
    ]);
  });

  it.each([
    ["is cut", batchOf(first, last).slice(0, -1)],
    ["has a length beyond its end", Uint8Array.of(0x0a, 0x7f, ...batchOf(first).subarray(2))],
  ])("is not stored if the batch itself %s", async (_, bytes) => {
    const { stored, call } = createRecorder();
    const { status } = await call(events, postBinary(bytes));
    const connect = await call(connectPath, postBinary(bytes, { "content-type": "application/proto" }));
    expect([status, connect.status, connect.body.code, stored]).toEqual([400, 400, "invalid_argument", []]);
  });

  it("is read from a batch that comes in parts", async () => {
    const parts = Uint8Array.of(...batchOf(first), ...batchOf(last));
    const { stored, call } = createRecorder();
    expect((await call(events, postBinary(parts))).body).toMatchObject({ accepted_count: 2 });
    const { body } = await call(connectPath, postBinary(parts, { "content-type": "application/proto", accept: "*/*" }));
    expect([stored, body]).toEqual([["first", "last", "first", "last"], undefined]);
  });

  it.each([
    ["the batch", [0x0a, 0x02, 0x18, 0x07], "events: expected wire type 2, got 0"],
    ["the request", [0x08, 0x07], "event_batch: expected wire type 2, got 0"],
    ["the request", [0x0a, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00], "event_batch: expected a length below 2^31"],
    ["the batch", [0x0a, 0x06, 0x1a, 0x80, 0x80, 0x80, 0x80, 0x10], "events: expected a length below 2^31"],
  ])("is not read from a request in which a field of %s is malformed by %j", async (_, bytes, message) => {
    const parts = Uint8Array.of(...batchOf(first), ...bytes);
    const { stored, call } = createRecorder();
    const rest = await call(events, postBinary(parts));
    const connect = await call(connectPath, postBinary(parts, { "content-type": "application/proto" }));
    expect([rest.status, connect.status, stored]).toEqual([400, 400, []]);
    expect(rest.body.detail).toContain(message);
    expect(connect.body.message).toContain(message);
  });

  it("is not read from two parts of a batch or an event that are split inside a field", async () => {
    const { stored, call } = createRecorder();
    const split = (message: Uint8Array) => {
      const parts = [message.subarray(0, 20), message.subarray(20)];
      return Uint8Array.of(...parts.flatMap((part) => [0x0a, part.length, ...part]));
    };
    const small = toBinary(EventSchema, createEvent({ eventId: "split", agentName: "a".repeat(50) }));
    const batch = Uint8Array.of(0x1a, small.length, ...small);
    const proto = { "content-type": "application/proto", accept: "*/*" };
    for (const [path, other, message] of [
      [events, connectPath, batch],
      ["/v1/events", connectPath.replace("Batch", ""), small],
    ] as const) {
      expect((await call(path, postBinary(split(message)))).status).toBe(400);
      expect((await call(other, postBinary(split(message), proto))).status).toBe(400);
    }
    expect(stored).toEqual([]);
  });

  it("counts towards the maximum of a batch even if it cannot be read", async () => {
    const { call, stored } = createRecorder({ maxBatchSize: 2 });
    expect((await call(events, postBinary(batchOf(first, added(0x07), last)))).status).toBe(413);
    expect(stored).toEqual([]);
  });
});

describe("a field that the server does not know", () => {
  const unknown = { no: 900, wireType: WireType.LengthDelimited, data: Uint8Array.of(2, 0x68, 0x69) };
  const newer = createEvent({ eventId: "odd", content: { case: "toolCall", value: { name: "search" } } });
  newer.$unknown = [unknown, { ...unknown }];
  if (newer.content.case === "toolCall") {
    newer.content.value.$unknown = [{ ...unknown, no: 901 }];
  }
  const bytes = batchOf(first, toBinary(EventSchema, newer));
  const notices = [
    {
      index: 1,
      eventId: "odd",
      kind: "unknown_field",
      field: "/900",
      message: "left out, since the server does not know field 900 of Event",
    },
    {
      index: 1,
      eventId: "odd",
      kind: "unknown_field",
      field: "/tool_call/901",
      message: "left out, since the server does not know field 901 of ToolCall",
    },
  ];

  it("is left out, and the response and the hook say so", async () => {
    const { answers, stored, noticed } = await sendEverywhere(bytes);
    for (const [name, answer] of Object.entries(answers)) {
      expect(answer, name).toMatchObject({ acceptedCount: 2, rejections: [], notices });
    }
    expect(stored).toEqual(Array(4).fill(["first", "odd"]).flat());
    expect(noticed.slice(0, 2)).toMatchObject([
      { ...notices[0], tenantId: "acme", unknown: { messageName: "Event", number: 900 } },
      { ...notices[1], tenantId: "acme", unknown: { messageName: "ToolCall", number: 901 } },
    ]);
  });

  it("has the server refuse the event where it is set to", async () => {
    const { answers, stored, noticed } = await sendEverywhere(bytes, { unknownFields: "refuse" });
    for (const [name, answer] of Object.entries(answers)) {
      expect(answer, name).toMatchObject({
        rejectedEventIds: ["odd"],
        rejections: [
          {
            index: 1,
            code: "invalid_argument",
            field: "/900",
            message: expect.stringContaining("900: expected only fields that the server knows, got field 900 of Event"),
          },
        ],
        notices: [],
      });
    }
    expect([stored, noticed]).toEqual([Array(4).fill("first"), []]);
  });

  it("is in the response to an event that is sent alone, or has it refused", async () => {
    for (const unknownFields of ["strip", "refuse"] as const) {
      const { backend, options } = createRecorder({ unknownFields });
      const { transports } = await serveEverywhere(backend, options);
      for (const name of ["gRPC", "gRPC-Web", "Connect, binary"]) {
        const client = createClient(ChaukasServerService, transports[name] as never);
        const answer = await client.ingestEvent({ event: newer }).catch(ConnectError.from);
        const index = 0;
        expect(answer, name).toMatchObject(
          unknownFields === "strip"
            ? { status: "accepted", notices: notices.map((notice) => ({ ...notice, index })) }
            : { code: Code.InvalidArgument },
        );
      }
    }
  });

  it("is not in the response if the event is rejected for another reason", async () => {
    const { call, noticed } = createRecorder({}, { ingestEventBatch: () => ({ rejectedEventIds: ["odd"] }) });
    const { body } = await call(events, postBinary(bytes));
    expect(body).toMatchObject({ rejected_event_ids: ["odd"] });
    expect([body.notices, noticed]).toEqual([undefined, []]);
  });

  it("is counted rather than listed beyond 16 of one event", async () => {
    const crowded = createEvent();
    crowded.$unknown = Array.from({ length: 20 }, (_, index) => ({ ...unknown, no: 900 + index }));
    const { call } = createRecorder();
    const { body } = await call(events, postBinary(batchOf(toBinary(EventSchema, crowded))));
    expect(body.notices).toHaveLength(16);
    expect(body.notices[15].message).toBe("left out, since the server does not know field 915 of Event, and 4 more");
  });
});

describe("the rejections of a backend", () => {
  const send = (result: Awaited<ReturnType<NonNullable<ChaukasBackend["ingestEventBatch"]>>>) =>
    createRecorder({}, { ingestEventBatch: () => result }).call(events, postJson(between(withMember('"mine":1'))));

  it("count the events that it was given, and keep code, field and message", async () => {
    const message = "different content is already stored under it";
    const { body } = await send({
      rejectedCount: 1,
      rejectedEventIds: ["last"],
      rejections: [{ index: 1, code: "already_exists", field: "/tool_call/name", message }],
      notices: [{ index: 0, eventId: "first", kind: "own", field: "/tags/0", message: "shortened" }],
    });
    expect(body).toMatchObject({
      rejected_event_ids: ["odd", "last"],
      rejections: [
        { index: 1 },
        { index: 2, event_id: "last", code: "already_exists", field: "/content/name", message },
      ],
      notices: [{ event_id: "first", kind: "own", field: "/tags/0", message: "shortened" }],
    });
  });

  it.each([
    ["an event that is not in the batch", { rejections: [{ index: 2 }] }],
    ["an event under the id of another", { rejections: [{ index: 0, eventId: "last" }] }],
    ["an event twice", { rejections: [{ index: 0 }, { index: 0 }] }],
    ["fewer events than ids", { rejections: [{ index: 0 }], rejectedEventIds: ["first", "last"] }],
    ["fewer events than it counts", { rejections: [{ index: 0 }], rejectedCount: 2 }],
  ])("fail the call if they name %s", async (_, result) => {
    expect(await send(result as never)).toMatchObject({ status: 500 });
  });

  it("reach the caller of a single event", async () => {
    const message = "different content is already stored under it";
    const { call } = createRecorder(
      {},
      { ingestEventBatch: () => ({ rejections: [{ index: 0, code: "already_exists", message }] }) },
    );
    expect(await call("/v1/events", postJson(good[0]))).toMatchObject({ status: 409, body: { detail: message } });
  });
});

describe("an event that is sent alone and cannot be read", () => {
  const connectSingle = `/${ChaukasServerService.typeName}/IngestEvent`;

  it.each(unreadable)(
    "reaches the hook if it %s, and the response has the same place",
    async (_, text, field, rule) => {
      const { stored, rejected, call } = createRecorder();
      const { status, body } = await call("/v1/events", postJson(text));
      expect([status, stored]).toEqual([400, []]);
      expect(body).toMatchObject({ detail: expect.stringContaining("expected"), errors: [{ pointer: field }] });
      expect(rejected).toMatchObject([
        { tenantId: "acme", eventId: "odd", index: 0, field, rule, error: { code: Code.InvalidArgument } },
      ]);
    },
  );

  it.each([
    ["is not JSON", "yes", "", "SYNTAX"],
    ["has an unknown member", withMember('"mine":1', protoGood[0]?.replace('"first"', '"odd"')), "odd", "UNKNOWN_KEY"],
  ])("reaches the hook over Connect if it %s", async (_, text, eventId, rule) => {
    const { rejected, call } = createRecorder();
    const { status, body } = await call(connectSingle, postJson(`{"event":${text}}`));
    expect([status, body.code]).toEqual([400, "invalid_argument"]);
    const field = eventId === "" ? "" : "/mine";
    expect(rejected).toMatchObject([{ tenantId: eventId && "acme", eventId, index: 0, field, rule }]);
  });

  it("reaches the hook if it is binary, over every protocol", async () => {
    const { backend, options, stored, rejected, call } = createRecorder();
    const { transports } = await serveEverywhere(backend, options);
    const request = create(BytesValueSchema, { value: added(0x07) });
    const { ingestEvent } = ChaukasServerService.method;
    const raw = { ...ingestEvent, input: BytesValueSchema } as unknown as DescMethodUnary<typeof BytesValueSchema>;
    for (const name of ["gRPC", "gRPC-Web", "Connect, binary"]) {
      const answer = transports[name]?.unary(raw, undefined, undefined, undefined, request);
      await expect(answer, name).rejects.toMatchObject({
        code: Code.InvalidArgument,
        rawMessage: expect.stringMatching(
          /^event: expected a binary chaukas.spec.common.v1.Event, got bytes that fail/,
        ),
      });
    }
    const response = await call("/v1/events", postBinary(toBinary(BytesValueSchema, request)));
    expect(response).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/^event: expected a binary/) },
    });
    expect(stored).toEqual([]);
    expect(rejected).toMatchObject(Array(4).fill({ tenantId: "acme", eventId: "odd", rule: "MALFORMED" }));
  });

  it("is not passed to the backend by interceptors, which see its ids", async () => {
    const seen: string[] = [];
    const see: Interceptor = (next) => (request) => {
      seen.push((request.message as unknown as { event: Event }).event.eventId);
      return next(request);
    };
    const { stored, call } = createRecorder({ interceptors: [see] });
    expect((await call("/v1/events", postJson(withMember('"mine":1')))).status).toBe(400);
    expect([seen, stored]).toEqual([["odd"], []]);
  });
});

it("a pointer of more than 1024 characters ends before", async () => {
  const { call } = createRecorder();
  const { body } = await call(events, postJson(between(withMember(`"metadata":{"a":{"${"x".repeat(2000)}":NaN}}`))));
  expect(body.rejections[0].field).toBe("/metadata/a");
});

it("a message that quotes what was sent is cut to 1024 characters, and still says what is expected", async () => {
  const text = `${"x".repeat(2000)}: expected y`;
  const { call } = createRecorder({}, { ingestEventBatch: () => ({ rejections: [{ index: 0, message: text }] }) });
  const { body } = await call(events, postJson(between(withMember('"mine":1'))));
  expect(body.rejections[0].message).toMatch(/^x+…x+: expected y$/);
  expect(body.rejections[0].message).toHaveLength(1024);
  const { body: other } = await createRecorder().call(
    events,
    postJson(between(withMember(`"${"k".repeat(20_000)}":1`))),
  );
  expect(other.rejections).toMatchObject([{ index: 1, event_id: "odd" }]);
  expect(other.rejections[0].message).toMatch(
    /^\/k+…k+: expected a field of Event, found "k+…" at line 1, column \d+$/,
  );
});

it("a good batch has neither rejections nor notices in its response", async () => {
  const { call } = createRecorder();
  const { body } = await call(events, postJson(`{"batch_id":"b","events":[${good}]}`));
  expect(body).toEqual({ batch_id: "b", accepted_count: 2, rejected_count: 0, rejected_event_ids: [] });
  expect(create(IngestEventBatchResponseSchema).rejections).toEqual([]);
});
