// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { getEventListeners } from "node:events";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { setImmediate, setTimeout } from "node:timers/promises";
import { create, createFileRegistry, type DescMethodServerStreaming } from "@bufbuild/protobuf";
import { type EmptySchema, FileDescriptorProtoSchema, file_google_protobuf_empty } from "@bufbuild/protobuf/wkt";
import { ChaukasClientService, createChaukasClient, type RetryPolicy } from "@chaukas/spec-client";
import { serveHttp1, serveHttp2 } from "@chaukas/testdata";
import { Code, ConnectError, type HandlerContext, type Interceptor } from "@connectrpc/connect";
import { createAsyncIterable } from "@connectrpc/connect/protocol";
import { connectNodeAdapter, createGrpcTransport } from "@connectrpc/connect-node";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-web";
import { describe, expect, it, onTestFinished } from "vitest";
import { createReliableTransport } from "./create-reliable-transport.js";

/** How a server handles one call of Healthz: by throwing, or by returning for success. */
type Step = (context: HandlerContext) => Promise<void> | void;

const answer: Step = () => {};
const hang: Step = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

function fail(code: Code, metadata: HeadersInit = {}): Step {
  return () => {
    throw new ConnectError("not now", code, metadata);
  };
}

/** Serves Healthz by one step for each call, repeating the last one, and records the request headers. */
async function serveSteps(...steps: Step[]) {
  const calls: Headers[] = [];
  const adapter = connectNodeAdapter({
    routes: (router) =>
      router.rpc(ChaukasClientService.method.healthz, async (_, context) => {
        calls.push(context.requestHeader);
        await steps[Math.min(calls.length, steps.length) - 1]?.(context);
        return {};
      }),
  });
  const http1 = await serveHttp1(adapter);
  const http2 = await serveHttp2(adapter as (request: Http2ServerRequest, response: Http2ServerResponse) => void);
  onTestFinished(async () => {
    await http1.close();
    await http2.close();
  });
  return { calls, http1: http1.url, http2: http2.url };
}

/** No delays, except those that the server requests. */
const atOnce: RetryPolicy = { maxAttempts: 4, initialDelayMs: 0, maxDelayMs: 0 };
/** Delays longer than any test. Their actual length is random, with these values as upper bounds. */
const never: RetryPolicy = { maxAttempts: 4, initialDelayMs: 2 ** 31 - 1, maxDelayMs: 2 ** 31 - 1 };

describe.each(["fetch", "gRPC"])("a call over %s", (protocol) => {
  async function setUp(retry: Partial<RetryPolicy> | false, timeoutMs: number, ...steps: Step[]) {
    const { calls, http1, http2 } = await serveSteps(...steps);
    const target = protocol === "fetch" ? { baseUrl: http1 } : { transport: createGrpcTransport({ baseUrl: http2 }) };
    return { client: createChaukasClient({ ...target, retry, timeoutMs, apiKey: "dev-key-acme" }), calls };
  }

  it("is retried while the server is unavailable, each time with the key", async () => {
    const { client, calls } = await setUp(atOnce, 0, fail(Code.Unavailable), fail(Code.Unavailable), answer);
    await expect(client.healthz({})).resolves.toBeDefined();
    expect(calls.map((header) => header.get("authorization"))).toEqual(Array(3).fill("Bearer dev-key-acme"));
  });

  it("fails with the last error when no attempts are left", async () => {
    const { client, calls } = await setUp(atOnce, 0, fail(Code.Unavailable));
    await expect(client.healthz({})).rejects.toMatchObject({ code: Code.Unavailable, rawMessage: "not now" });
    expect(calls).toHaveLength(4);
  });

  it("is not retried if retries are off", async () => {
    const { client, calls } = await setUp(false, 0, fail(Code.Unavailable), answer);
    await expect(client.healthz({})).rejects.toMatchObject({ code: Code.Unavailable, rawMessage: "not now" });
    expect(calls).toHaveLength(1);
  });

  it("is not retried if the policy allows one attempt", async () => {
    const { client, calls } = await setUp({ maxAttempts: 1 }, 0, fail(Code.Unavailable), answer);
    await expect(client.healthz({})).rejects.toMatchObject({ code: Code.Unavailable });
    expect(calls).toHaveLength(1);
  });

  it("is retried after the delay that the server requests, instead of that of the policy", async () => {
    const { client, calls } = await setUp(never, 0, fail(Code.Unavailable, { "Retry-After": "0" }), answer);
    await expect(client.healthz({})).resolves.toBeDefined();
    expect(calls).toHaveLength(2);
  });

  it("is retried if the server is out of resources and requests a delay", async () => {
    const { client, calls } = await setUp(never, 0, fail(Code.ResourceExhausted, { "Retry-After": "0" }), answer);
    await expect(client.healthz({})).resolves.toBeDefined();
    expect(calls).toHaveLength(2);
  });

  it("accepts a date as Retry-After", async () => {
    const past = { "Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT" };
    const { client, calls } = await setUp(never, 0, fail(Code.ResourceExhausted, past), answer);
    await expect(client.healthz({})).resolves.toBeDefined();
    expect(calls).toHaveLength(2);
  });

  it.each([
    ["a minute", "60"],
    ["an hour as a date", new Date(Date.now() + 3_600_000).toUTCString()],
  ])("fails at once if the server requests a delay of %s, longer than the timeout", async (_, retryAfter) => {
    const { client, calls } = await setUp(atOnce, 20_000, fail(Code.Unavailable, { "Retry-After": retryAfter }));
    await expect(client.healthz({})).rejects.toMatchObject({ code: Code.Unavailable, rawMessage: "not now" });
    expect(calls).toHaveLength(1);
  });

  it.each(["soon", "-1", "1.5", "", "Yesterday", "9999999"])(
    "ignores the invalid Retry-After %j",
    async (retryAfter) => {
      const { client, calls } = await setUp(
        atOnce,
        0,
        fail(Code.ResourceExhausted, { "Retry-After": retryAfter }),
        answer,
      );
      await expect(client.healthz({})).rejects.toMatchObject({ code: Code.ResourceExhausted, rawMessage: "not now" });
      expect(calls).toHaveLength(1);
    },
  );

  it.each([
    [Code.ResourceExhausted],
    [Code.InvalidArgument],
    [Code.Unauthenticated],
    [Code.PermissionDenied],
    [Code.AlreadyExists],
    [Code.Unimplemented],
    [Code.Internal],
    [Code.Unknown],
    [Code.Aborted],
    [Code.DeadlineExceeded],
    [Code.Canceled],
  ])("is not retried if it fails with the code %i", async (code) => {
    const { client, calls } = await setUp(atOnce, 0, fail(code), answer);
    await expect(client.healthz({})).rejects.toMatchObject({ code, rawMessage: "not now" });
    expect(calls).toHaveLength(1);
  });

  it("fails with deadline_exceeded if the server does not respond in time", async () => {
    const { client, calls } = await setUp(atOnce, 1000, hang);
    await expect(client.healthz({})).rejects.toMatchObject({ code: Code.DeadlineExceeded });
    expect(calls).toHaveLength(1);
  });

  it("uses the timeout of the call instead of that of the client", async () => {
    const { client } = await setUp(atOnce, 0, hang);
    await expect(client.healthz({}, { timeoutMs: 100 })).rejects.toMatchObject({ code: Code.DeadlineExceeded });
  });

  it("gives every attempt the time that is left of one timeout", async () => {
    const slowly: Step = async (context) => {
      await setTimeout(20);
      await fail(Code.Unavailable)(context);
    };
    const { client, calls } = await setUp(atOnce, 60_000, slowly, slowly, answer);
    await client.healthz({});
    const headers = calls.map((header) => header.get("connect-timeout-ms") ?? header.get("grpc-timeout"));
    const [first = 0, second = 0, third = 0] = headers.map((value) => Number.parseInt(value ?? "", 10));
    expect(headers).toHaveLength(3);
    expect(first).toBeLessThanOrEqual(60_000);
    expect(second).toBeLessThan(first);
    expect(third).toBeLessThan(second);
  });

  it("fails with deadline_exceeded if a later attempt exceeds the timeout", async () => {
    const { client } = await setUp(atOnce, 500, fail(Code.Unavailable), hang);
    await expect(client.healthz({})).rejects.toMatchObject({ code: Code.DeadlineExceeded });
  });

  it("fails with the last error if no time is left for a delay", async () => {
    const { client, calls } = await setUp(never, 1_000, fail(Code.Unavailable), answer);
    await expect(client.healthz({})).rejects.toMatchObject({ code: Code.Unavailable, rawMessage: "not now" });
    expect(calls).toHaveLength(1);
  });

  it("fails with canceled and sends no request if its signal is already aborted", async () => {
    const { client, calls } = await setUp(atOnce, 0, answer);
    const signal = AbortSignal.abort();
    await expect(client.healthz({}, { signal })).rejects.toMatchObject({ code: Code.Canceled });
    expect(calls).toHaveLength(0);
  });

  it("fails with canceled if its signal is aborted while the server handles the request", async () => {
    const controller = new AbortController();
    const abort: Step = (context) => {
      controller.abort();
      return hang(context);
    };
    const { client, calls } = await setUp(atOnce, 0, abort, answer);
    await expect(client.healthz({}, { signal: controller.signal })).rejects.toMatchObject({ code: Code.Canceled });
    expect(calls).toHaveLength(1);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });

  it("leaves no listener on its signal after several attempts", async () => {
    const { client, calls } = await setUp(
      { ...atOnce, initialDelayMs: 1, maxDelayMs: 1 },
      0,
      fail(Code.Unavailable),
      answer,
    );
    const { signal } = new AbortController();
    await client.healthz({}, { signal });
    expect(calls).toHaveLength(2);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });
});

describe("a call during a delay", () => {
  it("fails with canceled if its signal is aborted, and makes no other attempt", async () => {
    const { calls, http1 } = await serveSteps(fail(Code.Unavailable, { "Retry-After": "600" }), answer);
    let failed = () => {};
    const failure = new Promise<void>((resolve) => {
      failed = resolve;
    });
    const signalFailure: Interceptor = (next) => (request) => next(request).finally(failed);
    const transport = createConnectTransport({ baseUrl: http1, interceptors: [signalFailure] });
    const client = createChaukasClient({ transport, timeoutMs: 0 });
    const controller = new AbortController();
    const call = client.healthz({}, { signal: controller.signal }).catch((reason: unknown) => reason);
    await failure;
    await setImmediate();
    // The attempt has removed its listener, and the delay has added one.
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    controller.abort();
    expect(await call).toMatchObject({ code: Code.Canceled, rawMessage: "This operation was aborted" });
    expect(calls).toHaveLength(1);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });
});

describe("a call of a method that is not idempotent", () => {
  it("is not retried", async () => {
    const { calls, http1 } = await serveSteps(fail(Code.Unavailable), answer);
    const method = {
      ...ChaukasClientService.method.healthz,
      idempotency: 0,
    } as typeof ChaukasClientService.method.healthz;
    const transport = createReliableTransport(createConnectTransport({ baseUrl: http1 }), {
      apiKey: undefined,
      timeoutMs: 0,
      retry: atOnce,
    });
    const call = transport.unary(method, undefined, undefined, undefined, {});
    await expect(call).rejects.toMatchObject({ code: Code.Unavailable });
    expect(calls).toHaveLength(1);
  });
});

describe("a stream", () => {
  it("carries the key, and is not retried", async () => {
    const method = createStreamingMethod();
    const calls: Headers[] = [];
    const server = await serveHttp1(
      connectNodeAdapter({
        routes: (router) =>
          // biome-ignore lint/correctness/useYield: it fails before its first message
          router.rpc(method, async function* (_, { requestHeader }) {
            calls.push(requestHeader);
            throw new ConnectError("not now", Code.Unavailable);
          }),
      }),
    );
    onTestFinished(() => server.close());
    const inner = createConnectTransport({ baseUrl: server.url });
    const transport = createReliableTransport(inner, { apiKey: "dev-key-acme", timeoutMs: 0, retry: atOnce });
    const read = async () => {
      const { message } = await transport.stream(method, undefined, undefined, undefined, createAsyncIterable([{}]));
      for await (const _ of message) {
        // No message arrives.
      }
    };
    await expect(read()).rejects.toMatchObject({ code: Code.Unavailable, rawMessage: "not now" });
    expect(calls.map((header) => header.get("authorization"))).toEqual(["Bearer dev-key-acme"]);
  });
});

/** Creates a streaming method of a test service, since the specification has none. */
function createStreamingMethod() {
  const type = ".google.protobuf.Empty";
  const proto = create(FileDescriptorProtoSchema, {
    name: "test.proto",
    package: "test",
    dependency: ["google/protobuf/empty.proto"],
    service: [{ name: "Test", method: [{ name: "Watch", inputType: type, outputType: type, serverStreaming: true }] }],
  });
  const [watch] = createFileRegistry(proto, () => file_google_protobuf_empty).getService("test.Test")?.methods ?? [];
  if (watch?.methodKind !== "server_streaming") {
    throw new Error(`test.Test.Watch: expected a server streaming method, got ${watch?.methodKind}`);
  }
  return watch as DescMethodServerStreaming<typeof EmptySchema, typeof EmptySchema>;
}

describe("HTTP 413 of a proxy", () => {
  it.each(["text/html", "application/json"])(
    "is resource_exhausted, and not retried, with a body of %s",
    async (type) => {
      let count = 0;
      const server = await serveHttp1((_, response) => {
        count++;
        response.writeHead(413, { "content-type": type }).end(type === "text/html" ? "<h1>413</h1>" : '{"error": 413}');
      });
      onTestFinished(() => server.close());
      const grpcWeb = createGrpcWebTransport({ baseUrl: server.url });
      for (const target of [{ baseUrl: server.url }, { transport: grpcWeb }]) {
        await expect(createChaukasClient({ ...target, retry: atOnce }).healthz({})).rejects.toMatchObject({
          code: Code.ResourceExhausted,
          rawMessage: "the request is too large (HTTP 413)",
        });
      }
      expect(count).toBe(2);
    },
  );
});
