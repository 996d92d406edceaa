// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, createFileRegistry, type DescMethodUnary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { EventSchema } from "@chaukas/spec-common";
import {
  type ChaukasHandlerOptions,
  ChaukasServerService,
  createChaukasFetchHandler,
  createRestRoute,
} from "@chaukas/spec-server";
import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { postJson } from "../../test/serve-everywhere.js";

const { getEventStats, healthz, ingestEvent } = ChaukasServerService.method;

/** Returns a route that responds with the parameters of its path and query. */
function echo(path: string, label = path) {
  return createRestRoute({
    method: "GET",
    path,
    rpc: getEventStats,
    read: (request) => ({ tenantId: JSON.stringify(request.path), projectId: request.query.toString() }),
    call: ({ tenantId, projectId }) => ({ eventsByType: { [`${label} ${tenantId} ${projectId}`]: 1n } }),
    write: { "text/plain; charset=utf-8": ({ eventsByType }) => Object.keys(eventsByType).join() },
  });
}

function serve(options: ChaukasHandlerOptions) {
  const handler = createChaukasFetchHandler({}, options);
  return (path: string, init?: RequestInit) => handler(new Request(`https://audit.example.com${path}`, init));
}

describe("an added route", () => {
  const call = serve({
    routes: [
      echo("/a/{x}/{rest+}"),
      echo("/a/{x}"),
      echo("/a/b"),
      echo("/a/b/{rest+}"),
      echo("/a/d:v"),
      echo("/{any}/c"),
    ],
  });

  it.each([
    ["/a/b", "/a/b {} "],
    ["/a/c", '/a/{x} {"x":"c"} '],
    ["/a/1%2F2?q=%20", '/a/{x} {"x":"1/2"} q=+'],
    ["/a/1/2", '/a/{x}/{rest+} {"x":"1","rest":"2"} '],
    ["/a/1/2/x%20y/4", '/a/{x}/{rest+} {"x":"1","rest":"2/x y/4"} '],
    ["/a/b/c/d", '/a/b/{rest+} {"rest":"c/d"} '],
    ["/z/c", '/{any}/c {"any":"z"} '],
    ["/%61/%62", "/a/b {} "],
    ["/a/b%3av", '/a/{x} {"x":"b:v"} '],
    ["/a/d%3Av", "/a/d:v {} "],
    ["/a/d:v", "/a/d:v {} "],
    ["/a/%2562", '/a/{x} {"x":"%62"} '],
    ["/a%2Fb/c", '/{any}/c {"any":"a/b"} '],
  ])("serves %s", async (path, expected) => {
    const response = await call(path);
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      200,
      "text/plain; charset=utf-8",
      expected,
    ]);
  });

  it.each(["/a", "/a/", "/a/%zz", "/a/1//2", "/a%2Fb", "/z/c/", "/constructor", "/__proto__"])(
    "does not serve %s",
    async (path) => {
      expect((await call(path)).status).toBe(404);
    },
  );

  it("is refused if another has the same method and path", () => {
    const message = "routes: expected GET /a once, got it twice";
    expect(() => serve({ routes: [echo("/a"), echo("/a")] })).toThrow(message);
    expect(() => serve({ routes: [echo("/v1/stats")] })).toThrow("routes: expected GET /v1/stats once, got it twice");
  });

  it("gets a parameter that is a literal of a route for another method", async () => {
    const call = serve({ routes: [echo("/v1/events/{id}")] });
    const found = await call("/v1/events/batch");
    expect([found.status, await found.text()]).toEqual([200, '/v1/events/{id} {"id":"batch"} ']);
    expect((await call("/v1/events/batch", { method: "POST", body: "{}" })).status).toBe(415);
    const refused = await call("/v1/events/batch", { method: "DELETE" });
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "POST, GET, HEAD"]);
  });

  it("may share its path with a route for another method", async () => {
    const post = createRestRoute({
      method: "POST",
      path: "/a",
      rpc: ingestEvent,
      read: { "text/plain": ({ text }) => ({ event: create(EventSchema, { eventId: text() }) }) },
      call: ({ event }) => ({ eventId: event?.eventId ?? "" }),
      write: { "text/plain": ({ eventId }) => eventId },
      status: 201,
    });
    const call = serve({ routes: [echo("/a"), post] });
    const response = await call("/a", { method: "POST", headers: { "content-type": "text/plain" }, body: "é" });
    expect([response.status, await response.text()]).toEqual([201, "é"]);
    const refused = await call("/a", { method: "DELETE" });
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
    const broken = { method: "POST", headers: { "content-type": "text/plain" }, body: new Uint8Array([0xff]) };
    expect((await call("/a", broken)).status).toBe(400);
  });

  it("returns errors in the same form as other routes", async () => {
    const route = (call: () => never) =>
      createRestRoute({ method: "GET", path: "/a", rpc: healthz, read: () => ({}), call, write: {} });
    const known = await serve({
      routes: [
        route(() => {
          throw new ConnectError("no such checkpoint", Code.NotFound);
        }),
      ],
    })("/a");
    expect(await known.json()).toMatchObject({ status: 404, detail: "no such checkpoint" });
    const reported: unknown[] = [];
    const unknown = await serve({
      onError: (error) => reported.push(String(error)),
      routes: [
        route(() => {
          throw new Error("password=opensesame");
        }),
      ],
    })("/a");
    expect(await unknown.json()).toMatchObject({ status: 500, detail: "internal error" });
    expect(reported).toEqual(["Error: password=opensesame"]);
  });
});

describe("interceptors", () => {
  it("run around REST calls in order, see the call, and may change the request and the response", async () => {
    const seen: string[] = [];
    const named =
      (name: string): Interceptor =>
      (next) =>
      async (request) => {
        seen.push(`${name} ${request.service.typeName}/${request.method.name} ${new URL(request.url).pathname}`);
        request.header.set("x-by", `${request.header.get("x-by") ?? ""}${name}`);
        const response = await next(request);
        response.header.append("x-after", name);
        return response;
      };
    const handler = createChaukasFetchHandler(
      { ingestEvent: ({ eventId }, { requestHeader }) => ({ eventId: `${eventId} ${requestHeader.get("x-by")}` }) },
      { interceptors: [named("outer"), named("inner")] },
    );
    const body = { event_id: "e", tenant_id: "t", session_id: "s", type: "ERROR", timestamp: "2026-01-01T00:00:00Z" };
    const response = await handler(new Request("https://audit.example.com/v1/events", postJson(body)));
    expect(await response.json()).toMatchObject({ event_id: "e outerinner" });
    expect(response.headers.get("x-after")).toBe("inner, outer");
    expect(seen).toEqual([
      "outer chaukas.spec.server.v1.ChaukasServerService/IngestEvent /v1/events",
      "inner chaukas.spec.server.v1.ChaukasServerService/IngestEvent /v1/events",
    ]);
  });

  it("may refuse a call", async () => {
    const deny: Interceptor = () => () => {
      throw new ConnectError("who", Code.Unauthenticated);
    };
    const response = await createChaukasFetchHandler(
      { healthz: () => {} },
      { interceptors: [deny] },
    )(new Request("https://audit.example.com/healthz"));
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  });
});

describe("requestGate", () => {
  it("refuses a call before the body is read", async () => {
    const handler = createChaukasFetchHandler(
      { ingestEvent: () => ({}) },
      {
        requestGate: ({ requestHeader }) => {
          if (requestHeader.get("authorization") !== "Bearer key") {
            throw new ConnectError("who", Code.Unauthenticated);
          }
        },
      },
    );
    const request = new Request("https://audit.example.com/v1/events", postJson("not even JSON"));
    expect((await handler(request)).status).toBe(401);
    expect(request.bodyUsed).toBe(false);
    const admitted = postJson("not even JSON", { authorization: "Bearer key" });
    expect((await handler(new Request("https://audit.example.com/v1/events", admitted))).status).toBe(400);
  });
});

describe("services", () => {
  const file = create(FileDescriptorProtoSchema, {
    name: "ping.proto",
    package: "test.v1",
    syntax: "proto3",
    messageType: [{ name: "Ping" }],
    service: [
      { name: "PingService", method: [{ name: "Ping", inputType: ".test.v1.Ping", outputType: ".test.v1.Ping" }] },
    ],
  });
  const registry = createFileRegistry(file, () => undefined);
  const ping = registry.getService("test.v1.PingService")?.method["ping"] as DescMethodUnary;

  it("are served under the same prefix, with the same interceptors, and hide the text of errors", async () => {
    const seen: string[] = [];
    const reported: unknown[] = [];
    const handler = createChaukasFetchHandler(
      {},
      {
        interceptors: [
          (next) => (request) => {
            seen.push(request.method.name);
            return next(request);
          },
        ],
        services: (router) =>
          router.rpc(ping, () => {
            throw new Error("password=opensesame");
          }),
        onError: (error) => reported.push(String(error)),
        pathPrefix: "/x",
      },
    );
    const url = "https://audit.example.com/x/test.v1.PingService/Ping";
    const response = await handler(new Request(url, postJson({})));
    expect([response.status, await response.json()]).toEqual([500, { code: "internal", message: "internal error" }]);
    expect(seen).toEqual(["Ping"]);
    expect(reported).toEqual(["Error: password=opensesame"]);
  });
});
