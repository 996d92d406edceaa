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

/** Accepts connections, and calls the function with each of them. */
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
  it("reports that the server is unreachable, and why", async () => {
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

  it("retries if the server breaks the connection", async () => {
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

  it("reaches a server that starts between two attempts", async () => {
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

  it("fails with canceled, not with unavailable, if the call is aborted", async () => {
    const controller = new AbortController();
    const { port } = await serveTcp(() => controller.abort());
    const client = createChaukasClient({ ...createOptions(`http://127.0.0.1:${port}`), retry });
    await expect(client.healthz({}, { signal: controller.signal })).rejects.toMatchObject({ code: Code.Canceled });
  });

  it("fails with deadline_exceeded, not with unavailable, if the server does not respond", async () => {
    const { port } = await serveTcp(() => {});
    const client = createChaukasClient({ ...createOptions(`http://127.0.0.1:${port}`), timeoutMs: 50 });
    await expect(client.healthz({})).rejects.toMatchObject({ code: Code.DeadlineExceeded });
  });

  it("retries if a response ends midway", async () => {
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
  it("does not mistake a bug in the program for an unreachable server", async () => {
    let count = 0;
    const server = await serveHttp1((_, response) => {
      count++;
      response.end();
    });
    onTestFinished(() => server.close());
    const client = createChaukasClient({ baseUrl: server.url, retry });
    const request = {
      get event(): never {
        throw new TypeError("a bug");
      },
    };
    const error = await client.ingestEvent(request).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: Code.Unknown, rawMessage: "a bug" });
    expect(count).toBe(0);
  });
});

describe("explainNetworkFailures", () => {
  it("does not change other errors", async () => {
    const refuse: Interceptor = () => () => Promise.reject(new RangeError("a bug"));
    const transport = explainNetworkFailures(
      createConnectTransport({ baseUrl: "http://127.0.0.1", interceptors: [refuse] }),
    );
    const { healthz } = ChaukasClientService.method;
    const call = transport.unary(healthz, undefined, undefined, undefined, {});
    await expect(call).rejects.toMatchObject({ code: Code.Unknown, rawMessage: "a bug" });
  });
});

describe("networkFailure", () => {
  const refused = Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" });

  it.each([
    [
      "the message of the cause in Node",
      new TypeError("fetch failed", { cause: new Error("socket hang up") }),
      "socket hang up",
    ],
    [
      "the code of a cause without a message in Node",
      new TypeError("fetch failed", { cause: refused }),
      "ECONNREFUSED",
    ],
    [
      "the message of the error if its cause has neither",
      new TypeError("fetch failed", { cause: new Error("") }),
      "fetch failed",
    ],
    ["the message of the error in a browser", new TypeError("Failed to fetch"), "Failed to fetch"],
    [
      "the message of an error that is not a TypeError",
      new Error("Network connection lost."),
      "Network connection lost.",
    ],
    ["the thrown value if it is not an error", "no network", "no network"],
  ])("reports %s", (_, reason, detail) => {
    expect(networkFailure(reason)).toMatchObject({
      code: Code.Unavailable,
      rawMessage: `cannot reach the server: ${detail}`,
      cause: reason,
    });
  });

  it("returns a ConnectError unchanged", () => {
    const error = new ConnectError("not here", Code.NotFound);
    expect(networkFailure(error)).toBe(error);
  });
});
