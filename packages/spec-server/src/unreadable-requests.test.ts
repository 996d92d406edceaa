// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMethodUnary } from "@bufbuild/protobuf";
import { BytesValueSchema, type Empty, EmptySchema } from "@bufbuild/protobuf/wkt";
import { ChaukasClientService } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import { toRawMessage } from "@chaukas/spec-common/codec";
import { eventToJsonString } from "@chaukas/spec-common/json";
import { ChaukasServerService } from "@chaukas/spec-server";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { createEvent } from "../test/create-event.js";
import { postBinary, postJson, serveEverywhere } from "../test/serve-everywhere.js";

const event = eventToJsonString(createEvent());
const service = `/${ChaukasServerService.typeName}`;

async function serve() {
  const unreadable: [method: string, code: Code][] = [];
  const rejected: unknown[] = [];
  const { fetches, transports } = await serveEverywhere(
    { ingestEvent: () => ({}), ingestEventBatch: () => ({}) },
    {
      maxRequestBytes: 10_000,
      maxBatchSize: 2,
      requestGate({ requestHeader }) {
        if (requestHeader.get("authorization") === "nobody") {
          throw new ConnectError("authorization: expected a key", Code.Unauthenticated);
        }
      },
      onUnreadable: ({ code }, { method }) => unreadable.push([method.localName, code]),
      onRejected: (rejection) => rejected.push(rejection),
    },
  );
  return { fetches, transports, unreadable, rejected };
}

const large = "x".repeat(10_000);
const notUtf8 = { method: "POST", headers: { "content-type": "application/json" }, body: Uint8Array.of(0x7b, 0xff) };

describe("a request that cannot be read", () => {
  it.each([
    ["is not JSON", "/v1/events/batch", postJson('{"events":['), Code.InvalidArgument],
    ["has an unknown member", "/v1/events/batch", postJson('{"events":[],"mine":1}'), Code.InvalidArgument],
    ["has too many events", "/v1/events/batch", postJson(`{"events":[{},{},{}]}`), Code.ResourceExhausted],
    ["is not protobuf", "/v1/events/batch", postBinary(Uint8Array.of(0x0a, 0x7f)), Code.InvalidArgument],
    ["is too large", "/v1/events", postJson(`"${large}"`), Code.ResourceExhausted],
    ["is not UTF-8", "/v1/events", notUtf8, Code.InvalidArgument],
    ["has another media type", "/v1/events", postJson(event, { "content-type": "text/plain" }), Code.InvalidArgument],
    [
      "is not compressed as it says",
      "/v1/events",
      postJson("{}", { "content-encoding": "gzip" }),
      Code.InvalidArgument,
    ],
    ["asks for another media type", "/v1/events", postJson(event, { accept: "text/html" }), Code.InvalidArgument],
    ["is not JSON over Connect", `${service}/IngestEventBatch`, postJson('{"events":['), Code.InvalidArgument],
    ["is not UTF-8 over Connect", `${service}/IngestEvent`, notUtf8, Code.InvalidArgument],
    ["is too large over Connect", `${service}/IngestEvent`, postJson(`"${large}"`), Code.ResourceExhausted],
  ])("reaches the hook if it %s", async (_, path, init, code) => {
    const { fetches, unreadable, rejected } = await serve();
    for (const fetch of Object.values(fetches)) {
      expect((await fetch(path, init)).status).toBeGreaterThanOrEqual(400);
    }
    const method = path.endsWith("atch") ? "ingestEventBatch" : "ingestEvent";
    expect([unreadable, rejected]).toEqual([Array(2).fill([method, code]), []]);
  });

  it("reaches the hook over every protocol", async () => {
    const { transports, unreadable } = await serve();
    const raw = { ...ChaukasServerService.method.ingestEventBatch, input: BytesValueSchema } as unknown;
    const send = (name: string, value: Uint8Array) =>
      transports[name]?.unary(raw as DescMethodUnary<typeof BytesValueSchema>, undefined, undefined, undefined, {
        value,
      });
    for (const name of ["gRPC", "gRPC-Web", "Connect, binary"]) {
      await expect(send(name, Uint8Array.of(0x1a, 0x7f)), name).rejects.toMatchObject({ code: Code.InvalidArgument });
      await expect(send(name, new Uint8Array(10_000)), name).rejects.toMatchObject({ code: Code.ResourceExhausted });
    }
    const each = [Code.InvalidArgument, Code.ResourceExhausted].map((code) => ["ingestEventBatch", code]);
    expect(unreadable).toEqual(Array(3).fill(each).flat());
  });
});

it.each([
  ["is stored", "/v1/events", postJson(event)],
  ["has an event that cannot be read", "/v1/events", postJson('{"mine":1}')],
  ["is refused for its credentials", "/v1/events", postJson("{", { authorization: "nobody" })],
  ["is refused for its credentials over Connect", `${service}/IngestEvent`, postJson("{", { authorization: "nobody" })],
  ["calls what is not implemented", `${service}/QueryEvents`, postJson('{"query":{}}')],
])("a request that %s is none that cannot be read", async (_, path, init) => {
  const { fetches, unreadable } = await serve();
  await Promise.all(Object.values(fetches).map((fetch) => fetch(path, init)));
  expect(unreadable).toEqual([]);
});

describe.each(
  [...ChaukasServerService.methods, ...ChaukasClientService.methods].map(
    (rpc) => [`${rpc.parent.name}.${rpc.name}`, rpc] as const,
  ),
)("a binary request of %s", (_, rpc) => {
  const raw = { ...rpc, input: EmptySchema } as unknown as DescMethodUnary<typeof EmptySchema>;
  const call = async (transport: Transport, request: Empty): Promise<void> => {
    if (rpc.methodKind === "unary") {
      await transport.unary(raw, undefined, undefined, undefined, request);
      return;
    }
    const requests = (async function* () {
      yield request;
    })();
    const { message: answers } = await transport.stream(raw as never, undefined, undefined, undefined, requests);
    for await (const _ of answers) {
    }
  };
  const [field] = rpc.input.fields;
  // Events are read by the same decoder for both services.
  const message = `v1.${rpc.input.name}`;
  const inField = field?.name ?? message;

  it.each<[string, number[], string]>([
    ["has a tag that does not exist", [0x07], `${message}: expected a field number from 1, got 0`],
    ["has a group without end", [0xa3, 0x04], `${message}: expected the end of group 68`],
    ["is cut", [0x0a, 0x7f, 0x00], `${inField}: expected `],
    ...(field === undefined
      ? []
      : ([["has another wire type", [0x08, 0x01], `${inField}: expected wire type 2`]] as const)),
  ] as [string, number[], string][])("is refused over every protocol if it %s", async (_, bytes, problem) => {
    const { transports } = await serveEverywhere({});
    for (const name of ["gRPC", "gRPC-Web", "Connect, binary"]) {
      const request = toRawMessage(Uint8Array.from(bytes));
      const answer = call(transports[name] as Transport, request);
      await expect(answer, name).rejects.toMatchObject({
        code: Code.InvalidArgument,
        rawMessage: expect.stringContaining(problem),
      });
    }
  });
});
