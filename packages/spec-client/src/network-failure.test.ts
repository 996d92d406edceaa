// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createServer, type Server, type Socket } from "node:net";
import { type ChaukasClientOptions, ChaukasClientService, createChaukasClient } from "@chaukas/spec-client";
import { findFreePort, serveHttp1 } from "@chaukas/testdata";
import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-web";
import { describe, expect, it, onTestFinished } from "vitest";
import { explainNetworkFailures, networkFailure } from "./network-failure.js";

const retry = { maxAttempts: 3, initialDelayMs: 0, maxDelayMs: 0 };

/** Accepts connections, and does to each what the function says. */
async function serveTcp(
  onConnection: (socket: Socket, count: number) => void,
): Promise<{ server: Server; port: number }> {
  let count = 0;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    onConnection(socket, ++count);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { server, port: (server.address() as { port: number }).port };
}

describe.each([
  {
    name: "the default transport",
    contentType: "application/proto",
    createOptions: (baseUrl: string): ChaukasClientOptions => ({ baseUrl }),
  },
  {
    name: "a transport of connect-web",
    contentType: "application/grpc-web+proto",
    createOptions: (baseUrl: string): ChaukasClientOptions => ({ transport: createGrpcWebTransport({ baseUrl }) }),
  },
])("$name", ({ contentType, createOptions }) => {
  it("says that it cannot reach a server, and why", async () => {
    const port = await findFreePort();
    const client = createChaukasClient({ ...createOptions(`http://127.0.0.1:${port}`), retry });
    const error = await client.healthz({}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectError);
    expect(error).toMatchObject({
      code: Code.Unavailable,
      message: `[unavailable] cannot reach the server: connect ECONNREFUSED 127.0.0.1:${port}`,
      cause: expect.any(TypeError),
    });
  });

  it("tries again when the server breaks the connection", async () => {
    const sockets: number[] = [];
    const { port } = await serveTcp((socket, count) => {
      sockets.push(count);
      socket.destroy();
    });
    const client = createChaukasClient({ ...createOptions(`http://127.0.0.1:${port}`), retry });
    await expect(client.healthz({})).rejects.toMatchObject({
      code: Code.Unavailable,
      rawMessage: "cannot reach the server: other side closed",
    });
    expect(sockets.length).toBeGreaterThanOrEqual(3);
  });

  it("reaches a server that comes up between two attempts", async () => {
    let served = Promise.resolve();
    const { server, port } = await serveTcp((socket, count) => {
      socket.destroy();
      if (count === 1) {
        server.close();
        const routes = connectNodeAdapter({
          routes: (router) => router.rpc(ChaukasClientService.method.healthz, () => ({})),
        });
        served = serveHttp1(routes, port).then((http) => onTestFinished(() => http.close()));
      }
    });
    const patient = { maxAttempts: 1_000, initialDelayMs: 5, maxDelayMs: 5 };
    const client = createChaukasClient({ ...createOptions(`http://127.0.0.1:${port}`), retry: patient });
    await expect(client.healthz({})).resolves.toBeDefined();
    await served;
  });

  it("ends with canceled, not with unavailable, when the call is aborted", async () => {
    const controller = new AbortController();
    const { port } = await serveTcp(() => controller.abort());
    const client = createChaukasClient({ ...createOptions(`http://127.0.0.1:${port}`), retry });
    await expect(client.healthz({}, { signal: controller.signal })).rejects.toMatchObject({ code: Code.Canceled });
  });

  it("ends with deadline_exceeded, not with unavailable, when the server keeps silent", async () => {
    const { port } = await serveTcp(() => {});
    const client = createChaukasClient({ ...createOptions(`http://127.0.0.1:${port}`), timeoutMs: 50 });
    await expect(client.healthz({})).rejects.toMatchObject({ code: Code.DeadlineExceeded });
  });

  it("tries again when an answer ends midway", async () => {
    let count = 0;
    const server = await serveHttp1((_, response) => {
      count++;
      response.writeHead(200, { "content-type": contentType, "content-length": 100 });
      response.write("x", () => response.destroy());
    });
    onTestFinished(() => server.close());
    const client = createChaukasClient({ ...createOptions(server.url), retry });
    await expect(client.healthz({})).rejects.toMatchObject({
      code: Code.Unavailable,
      rawMessage: "cannot reach the server: other side closed",
    });
    expect(count).toBe(3);
  });
});

describe("the default transport", () => {
  it("does not take a fault in the program for a server that cannot be reached", async () => {
    let count = 0;
    const server = await serveHttp1((_, response) => {
      count++;
      response.end();
    });
    onTestFinished(() => server.close());
    const client = createChaukasClient({ baseUrl: server.url, retry });
    const request = {
      get event(): never {
        throw new TypeError("a fault");
      },
    };
    const error = await client.ingestEvent(request).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: Code.Unknown, rawMessage: "a fault" });
    expect(count).toBe(0);
  });
});

describe("explainNetworkFailures", () => {
  it("leaves other errors as they are", async () => {
    const refuse: Interceptor = () => () => Promise.reject(new RangeError("a fault"));
    const transport = explainNetworkFailures(
      createConnectTransport({ baseUrl: "http://127.0.0.1", interceptors: [refuse] }),
    );
    const { healthz } = ChaukasClientService.method;
    const call = transport.unary(healthz, undefined, undefined, undefined, {});
    await expect(call).rejects.toMatchObject({ code: Code.Unknown, rawMessage: "a fault" });
  });
});

describe("networkFailure", () => {
  const refused = Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" });

  it.each([
    [
      "the cause of what Node throws",
      new TypeError("fetch failed", { cause: new Error("socket hang up") }),
      "socket hang up",
    ],
    ["the code of a cause without a message", new TypeError("fetch failed", { cause: refused }), "ECONNREFUSED"],
    ["the message where a cause says nothing", new TypeError("fetch failed", { cause: new Error("") }), "fetch failed"],
    ["the message of what a browser throws", new TypeError("Failed to fetch"), "Failed to fetch"],
    ["the message of an error that is no TypeError", new Error("Network connection lost."), "Network connection lost."],
    ["what is thrown, where it is no error", "no network", "no network"],
  ])("gives %s", (_, reason, detail) => {
    expect(networkFailure(reason)).toMatchObject({
      code: Code.Unavailable,
      rawMessage: `cannot reach the server: ${detail}`,
      cause: reason,
    });
  });

  it("passes on a ConnectError", () => {
    const error = new ConnectError("not here", Code.NotFound);
    expect(networkFailure(error)).toBe(error);
  });
});
