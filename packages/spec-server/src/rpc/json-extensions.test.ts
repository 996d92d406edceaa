// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, createRegistry, type JsonObject, type MessageInitShape, toJson } from "@bufbuild/protobuf";
import { AnySchema, anyPack, DurationSchema } from "@bufbuild/protobuf/wkt";
import { type Event, EventSchema } from "@chaukas/spec-common";
import { readProtoJsonText } from "@chaukas/spec-common/json";
import { ChaukasServerService, QueryEventsResponseSchema } from "@chaukas/spec-server";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { describe, expect, it } from "vitest";
import { createEvent } from "../../test/create-event.js";
import { postJson, serveEverywhere } from "../../test/serve-everywhere.js";

const registry = createRegistry(DurationSchema);

async function serve(
  extension: MessageInitShape<typeof AnySchema>,
  options: Parameters<typeof serveEverywhere>[1] = {},
) {
  const event = createEvent({ eventId: "odd", extensions: [create(AnySchema), create(AnySchema, extension)] });
  const served = await serveEverywhere({ queryEvents: () => ({ events: [event] }) }, options);
  const grpcJson = createGrpcTransport({ baseUrl: served.http2, useBinaryFormat: false, jsonOptions: { registry } });
  return { ...served, transports: { ...served.transports, "gRPC, JSON": grpcJson } as typeof served.transports };
}

describe("an event with an extension that the server cannot decode", () => {
  it.each([
    ["of an unknown type", { typeUrl: "example.com/acme.Note", value: Uint8Array.of(1) }],
    [
      "of a known type, with invalid bytes",
      { typeUrl: "type.googleapis.com/google.protobuf.Duration", value: Uint8Array.of(1) },
    ],
    ["without a type", { typeUrl: "", value: Uint8Array.of(1) }],
  ])("is returned in every form: %s", async (_, extension) => {
    const { transports, fetches } = await serve(extension, { jsonOptions: { registry } });
    for (const [name, transport] of Object.entries(transports).filter(([name]) => !name.endsWith("JSON"))) {
      const answer = await createClient(ChaukasServerService, transport).queryEvents({ query: {} });
      expect(answer, name).toMatchObject({ response: { events: [{ extensions: [{}, extension] }] } });
    }
    const any = { "@type": extension.typeUrl, "@value": "AQ==" };
    const query = `/${ChaukasServerService.typeName}/QueryEvents`;
    const json = `?connect=v1&encoding=json&message=${encodeURIComponent('{"query":{}}')}`;
    const calls: [path: string, init?: RequestInit][] = [[query, postJson({ query: {} })], [query + json]];
    for (const [path, init] of calls) {
      const response = await fetches["Node"](path, init);
      const page = (await response.json()) as JsonObject;
      expect([response.status, page]).toMatchObject([
        200,
        { response: { events: [{ eventId: "odd", tenantId: "acme", extensions: [{}, any] }] } },
      ]);
      expect(readProtoJsonText(QueryEventsResponseSchema, JSON.stringify(page)).events).toMatchObject([
        { kind: "event", event: { extensions: [{}, extension] } },
      ]);
    }
    const rest = await fetches["Node"]("/v1/query", postJson({}));
    expect(await rest.json()).toMatchObject({ events: [{ extensions: [{}, { value: "AQ==" }] }] });
  });

  it("is stored as its bytes when a client sends it as it was returned", async () => {
    const events: Event[] = [];
    const { fetches } = await serveEverywhere({
      ingestEvent(event) {
        events.push(event);
        return {};
      },
    });
    const extensions = [{ "@type": "example.com/acme.Note", "@value": "AQ==" }];
    const event = { ...(toJson(EventSchema, createEvent()) as JsonObject), extensions };
    const { status } = await fetches["web"](`/${ChaukasServerService.typeName}/IngestEvent`, postJson({ event }));
    expect([status, events[0]?.extensions]).toMatchObject([
      200,
      [{ typeUrl: "example.com/acme.Note", value: Uint8Array.of(1) }],
    ]);
  });
});

it("returns an event with an extension of a registered type in ProtoJSON", async () => {
  const { transports } = await serve(anyPack(DurationSchema, create(DurationSchema, { seconds: 1n })), {
    jsonOptions: { registry },
  });
  const client = createClient(ChaukasServerService, transports["gRPC, JSON"] as never);
  const { response } = await client.queryEvents({ query: {} });
  expect(response?.events[0]?.extensions[1]?.typeUrl).toBe("type.googleapis.com/google.protobuf.Duration");
});
