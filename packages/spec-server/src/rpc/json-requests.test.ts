// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { gzipSync } from "node:zlib";
import { toJson } from "@bufbuild/protobuf";
import { ChaukasClientService } from "@chaukas/spec-client/gen/chaukas/spec/client/v1/client_pb.js";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { eventToJsonString } from "@chaukas/spec-common/json";
import { ChaukasServerService } from "@chaukas/spec-server";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { describe, expect, it } from "vitest";
import { createEvent } from "../../test/create-event.js";
import { postJson, serveEverywhere } from "../../test/serve-everywhere.js";

const service = `/${ChaukasServerService.typeName}`;
const text = JSON.stringify(toJson(EventSchema, createEvent()));

/** Returns the ProtoJSON of an event with more members. */
function withMembers(members: string): string {
  return `{"event":${text.slice(0, -1)},${members}}}`;
}

async function serve() {
  const stored: Event[] = [];
  const served = await serveEverywhere({
    ingestEvent(event) {
      stored.push(event);
      return {};
    },
    queryEvents: () => ({ events: stored }),
  });
  return { ...served, stored };
}

describe("an event in Connect JSON", () => {
  it.each([
    [
      "an integer in a Struct that would be rounded",
      '"metadata":{"order":12345678901234567890}',
      "/event/metadata/order",
      /expected an integer that a double represents exactly, found 12345678901234567890 at line 1, column \d+$/,
    ],
    [
      "an integer with a fraction of zeros that would be rounded",
      '"metadata":{"order":9007199254740993.0}',
      "/event/metadata/order",
      /expected an integer that a double represents exactly, found 9007199254740993\.0 at line 1, column \d+$/,
    ],
    [
      "a number that would become zero",
      '"cost":{"totalCost":1e-400}',
      "/event/cost/totalCost",
      /expected a number within the range of a double, found 1e-400 at line 1, column \d+$/,
    ],
    ["a key twice", '"branch":"a","branch":"b"', "/event/branch", /expected every key once, found "branch" again/],
    ["half of a surrogate pair", '"agentName":"\\ud83d"', "/event/agentName", /expected surrogates only in pairs/],
    ["a member that is unknown", '"mine":1', "/event/mine", /expected a field of Event, found "mine"/],
    ["a name that is unknown", '"severity":"LOUD"', "/event/severity", /expected one of SEVERITY_UNSPECIFIED, /],
    ["NaN without quotation marks", '"metadata":{"n":NaN}', "/event/metadata/n", /such as the string "NaN", found NaN/],
    [
      "an extension of an unknown type",
      '"extensions":[{"@type":"acme.A","a":1}]',
      "/event/extensions/0/@type",
      /"@value"/,
    ],
  ])("is refused with %s", async (_, members, path, reason) => {
    const { fetches, stored } = await serve();
    for (const fetch of Object.values(fetches)) {
      const response = await fetch(`${service}/IngestEvent`, postJson(withMembers(members)));
      const { code, message, details } = (await response.json()) as Record<string, unknown>;
      expect([response.status, code, message]).toEqual([400, "invalid_argument", expect.stringMatching(reason)]);
      expect(message).toMatch(new RegExp(`^${path}: expected `));
      expect(details).toMatchObject([{ debug: { fieldViolations: [{ field: path }] } }]);
    }
    expect(stored).toEqual([]);
  });

  it("is stored as it was sent, with null for members that are not set", async () => {
    const { fetches, stored } = await serve();
    const members = '"agentName":"é🚀","metadata":{"n":null,"order":9007199254740991},"retry":null,"toolCall":null';
    const body = gzipSync(withMembers(members));
    const headers = { "content-type": "application/json; charset=utf-8", "content-encoding": "gzip" };
    const response = await fetches["Node"](`${service}/IngestEvent`, { method: "POST", headers, body });
    expect([response.status, await response.json()]).toMatchObject([200, { eventId: "event-1", status: "accepted" }]);
    expect(stored.map(eventToJsonString)).toEqual([
      eventToJsonString(createEvent({ agentName: "é🚀", metadata: { n: null, order: 9007199254740991 } })),
    ]);
  });

  it("keeps the sign of minus zero on its way back", async () => {
    const { fetches } = await serve();
    const members = '"metadata":{"a":-0,"b":[-0.0,0,{"c":-0e5}]},"performance":{"latencyMs":-0}';
    for (const fetch of Object.values(fetches)) {
      await fetch(`${service}/IngestEvent`, postJson(withMembers(members)));
      const response = await fetch(`${service}/QueryEvents`, postJson('{"query":{}}'));
      const answer = await response.text();
      expect(answer).toContain('"performance":{"latencyMs":-0}');
      expect(answer).toContain('"metadata":{"a":-0,"b":[-0,0,{"c":-0}]}');
      expect(() => JSON.parse(answer)).not.toThrow();
    }
  });

  it("is refused for a long key with an error that fits into the headers of every protocol", async () => {
    const { http2 } = await serve();
    const key = "k".repeat(20_000);
    const body = new TextEncoder().encode(withMembers(`"retry":{"${key}":1}`));
    const transport = createGrpcTransport({
      baseUrl: http2,
      useBinaryFormat: false,
      jsonOptions: { textEncoder: { encode: () => body } } as never,
    });
    const error = await createClient(ChaukasServerService, transport)
      .ingestEvent({ event: createEvent() })
      .catch((error: unknown) => ConnectError.from(error));
    expect(error).toMatchObject({ code: Code.InvalidArgument });
    expect((error as ConnectError).rawMessage).toMatch(
      /^\/event\/retry: expected a field of RetryInfo, found "k+…" at /,
    );
    expect(JSON.stringify([...(error as ConnectError).metadata]).length).toBeLessThan(4000);
  });

  it("is refused if it is not UTF-8", async () => {
    const { fetches } = await serve();
    const body = Buffer.from(withMembers('"agentName":"\u00ff"'), "latin1");
    const headers = { "content-type": "application/json" };
    const response = await fetches["Node"](`${service}/IngestEvent`, { method: "POST", headers, body });
    expect([response.status, await response.json()]).toEqual([
      400,
      { code: "invalid_argument", message: "body: expected text in UTF-8" },
    ]);
  });

  it("survives the way to the server and back, in every protocol and both services", async () => {
    const { http1, http2, transports, stored } = await serve();
    const json = { useBinaryFormat: false } as const;
    const all = {
      "Connect, JSON": transports["Connect, JSON"],
      "gRPC, JSON": createGrpcTransport({ baseUrl: http2, ...json }),
      "gRPC-Web, JSON": createGrpcWebTransport({ baseUrl: http1, httpVersion: "1.1", ...json }),
    };
    const event = createEvent({ metadata: { a: [1, "é", null, { b: true }] }, tags: [""] });
    for (const [name, transport] of Object.entries(all)) {
      for (const serviceOf of [ChaukasServerService, ChaukasClientService]) {
        const client = createClient(serviceOf, transport as never);
        await client.ingestEvent({ event });
        expect(stored, name).toStrictEqual([event]);
        expect((await client.queryEvents({ query: {} })).response?.events, name).toStrictEqual([event]);
        stored.length = 0;
      }
    }
  });
});
