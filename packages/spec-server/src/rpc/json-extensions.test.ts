// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, createRegistry, type MessageInitShape } from "@bufbuild/protobuf";
import { AnySchema, anyPack, DurationSchema } from "@bufbuild/protobuf/wkt";
import { ChaukasServerService } from "@chaukas/spec-server";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { describe, expect, it } from "vitest";
import { createEvent } from "../../test/create-event.js";
import { serveEverywhere } from "../../test/serve-everywhere.js";

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
  ])("is refused in ProtoJSON, and returned in every other form: %s", async (_, extension) => {
    const { transports, fetches } = await serve(extension, { jsonOptions: { registry } });
    for (const [name, transport] of Object.entries(transports)) {
      const answer = await createClient(ChaukasServerService, transport)
        .queryEvents({ query: {} })
        .catch(ConnectError.from);
      expect(answer, name).toMatchObject(
        name.endsWith("JSON")
          ? {
              code: Code.FailedPrecondition,
              rawMessage: `event "odd": extensions[1]: ProtoJSON cannot express its type "${extension.typeUrl}"; request binary, or use REST`,
            }
          : { response: { events: [{ extensions: [{}, extension] }] } },
      );
    }
    const headers = { "content-type": "application/json" };
    const response = await fetches["Node"]("/v1/query", { method: "POST", headers, body: "{}" });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ events: [{ extensions: [{}, { type_url: extension.typeUrl }] }] });
  });

  it("is refused for a query by GET", async () => {
    const { fetches } = await serve({ typeUrl: "example.com/acme.Note" });
    const query = `connect=v1&encoding=json&message=${encodeURIComponent('{"query":{}}')}`;
    const response = await fetches["Node"](`/${ChaukasServerService.typeName}/QueryEvents?${query}`);
    expect([response.status, (await response.json()).code]).toEqual([400, "failed_precondition"]);
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
