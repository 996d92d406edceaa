// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasClientService, createChaukasClient } from "@chaukas/spec-client";
import type { Event } from "@chaukas/spec-common";
import { type ChaukasBackend, ChaukasServerService, createChaukasFetchHandler } from "@chaukas/spec-server";
import { Code, createClient, type Interceptor, type Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-web";
import { describe, expect, it } from "vitest";
import { createEvent } from "../test/create-event.js";

const baseUrl = "https://audit.example.com";
const healthz = `${baseUrl}/chaukas.spec.client.v1.ChaukasClientService/Healthz`;

type Handler = (request: Request) => Promise<Response>;

/** Calls a handler with the requests of a client, without a network. */
function fetchFrom(handler: Handler): typeof fetch {
  return (input, init) => handler(new Request(input, init));
}

const transports: Record<string, (handler: Handler, path?: string) => Transport> = {
  "Connect, binary": (handler, path = "") =>
    createConnectTransport({ baseUrl: baseUrl + path, useBinaryFormat: true, fetch: fetchFrom(handler) }),
  "Connect, JSON": (handler, path = "") =>
    createConnectTransport({ baseUrl: baseUrl + path, fetch: fetchFrom(handler) }),
  "gRPC-Web": (handler, path = "") => createGrpcWebTransport({ baseUrl: baseUrl + path, fetch: fetchFrom(handler) }),
};

describe.each(Object.entries(transports))("a fetch handler over %s", (_, createTransport) => {
  it("serves both services from one backend", async () => {
    const events: Event[] = [];
    const backend: ChaukasBackend = {
      ingestEvent: (event) => {
        events.push(event);
        return { eventId: event.eventId, status: "accepted" };
      },
      queryEvents: () => ({ events }),
    };
    const transport = createTransport(createChaukasFetchHandler(backend));
    const sdk = createChaukasClient({ transport });
    const platform = createClient(ChaukasServerService, transport);
    expect(await sdk.ingestEvent({ event: createEvent() })).toMatchObject({ eventId: "event-1" });
    expect(await platform.ingestEvent({ event: createEvent({ eventId: "event-2" }) })).toMatchObject({
      status: "accepted",
    });
    for (const client of [sdk, platform]) {
      const { response } = await client.queryEvents({ query: {} });
      expect(response?.events.map((event) => event.eventId)).toEqual(["event-1", "event-2"]);
    }
  });

  it("returns errors with their codes", async () => {
    const backend: ChaukasBackend = {
      ingestEvent: () => {
        throw new Error("password=opensesame");
      },
    };
    const sdk = createChaukasClient({ transport: createTransport(createChaukasFetchHandler(backend)) });
    await expect(sdk.ingestEvent({ event: createEvent() })).rejects.toMatchObject({
      code: Code.Internal,
      rawMessage: "internal error",
    });
    await expect(sdk.ingestEvent({})).rejects.toMatchObject({
      code: Code.InvalidArgument,
      rawMessage: "event: expected a message, got none",
    });
    await expect(sdk.queryEvents({})).rejects.toMatchObject({
      code: Code.Unimplemented,
      rawMessage: "queryEvents: not implemented by this server",
    });
  });

  it.each(["/audit", "audit", "/audit/", "audit/", "/%61udit"])("mounts under the prefix %j", async (pathPrefix) => {
    const handler = createChaukasFetchHandler({ healthz: () => {} }, { pathPrefix });
    await expect(
      createChaukasClient({ transport: createTransport(handler, "/audit") }).healthz({}),
    ).resolves.toBeDefined();
    expect((await handler(new Request(healthz, { method: "POST" }))).status).toBe(404);
  });

  it.each(["", "/"])("treats the prefix %j as none", async (pathPrefix) => {
    const handler = createChaukasFetchHandler({ healthz: () => {} }, { pathPrefix });
    await expect(createChaukasClient({ transport: createTransport(handler) }).healthz({})).resolves.toBeDefined();
  });

  it("runs the given interceptors", async () => {
    const paths: string[] = [];
    const trace: Interceptor = (next) => (request) => {
      paths.push(new URL(request.url).pathname);
      return next(request);
    };
    const handler = createChaukasFetchHandler({ healthz: () => {} }, { interceptors: [trace] });
    await createChaukasClient({ transport: createTransport(handler) }).healthz({});
    expect(paths).toEqual(["/chaukas.spec.client.v1.ChaukasClientService/Healthz"]);
  });
});

describe("a fetch handler", () => {
  const handler = createChaukasFetchHandler({ healthz: () => {} });

  it("responds to other paths with status 404", async () => {
    const response = await handler(new Request(`${baseUrl}/elsewhere`));
    expect([response.status, await response.json()]).toEqual([
      404,
      {
        type: "about:blank",
        title: "Not Found",
        status: 404,
        detail: "path: expected a path that this server serves, got /elsewhere",
      },
    ]);
  });

  it("passes requests for other paths to the fallback unchanged", async () => {
    const request = new Request(`${baseUrl}/elsewhere?a=b`, { method: "PUT", body: "text" });
    const withFallback = createChaukasFetchHandler(
      {},
      { fallback: async (request) => new Response(`${request.method} ${request.url} ${await request.text()}`) },
    );
    expect(await (await withFallback(request)).text()).toBe(`PUT ${baseUrl}/elsewhere?a=b text`);
  });

  it("rejects if the fallback throws", async () => {
    const fallback = () => {
      throw new Error("no fallback");
    };
    const withFallback = createChaukasFetchHandler({}, { fallback });
    await expect(withFallback(new Request(`${baseUrl}/elsewhere`))).rejects.toThrow("no fallback");
  });

  it("responds to plain JSON requests without a client library", async () => {
    const request = new Request(healthz, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    const response = await handler(request);
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      200,
      "application/json",
      "{}",
    ]);
  });

  it("serves a call without side effects by GET", async () => {
    const response = await handler(new Request(`${healthz}?connect=v1&encoding=json&message=%7B%7D`));
    expect([response.status, await response.text()]).toEqual([200, "{}"]);
  });

  it.each([
    ["a method that no call uses", { method: "DELETE" }, 405],
    ["an unknown media type", { method: "POST", headers: { "content-type": "text/plain" }, body: "" }, 415],
    ["gRPC, which needs trailers", { method: "POST", headers: { "content-type": "application/grpc" }, body: "" }, 415],
  ])("refuses %s", async (_, init, status) => {
    expect((await handler(new Request(healthz, init))).status).toBe(status);
  });

  it.each(["application/grpc", "application/grpc+proto", "application/grpc+json"])(
    "serves no method over gRPC, for %s",
    async (type) => {
      for (const { name, parent } of [...ChaukasServerService.methods, ...ChaukasClientService.methods]) {
        const headers = { "content-type": type };
        const request = new Request(`${baseUrl}/${parent.typeName}/${name}`, { method: "POST", headers });
        expect((await handler(request)).status, name).toBe(415);
      }
    },
  );
});
