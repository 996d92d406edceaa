// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, createFileRegistry, type DescMessage, type DescMethodServerStreaming } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { type ChaukasHandlerOptions, createChaukasFetchHandler, createRestStreamRoute } from "@chaukas/spec-server";
import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";
import { describe, expect, it } from "vitest";
import { postJson } from "../../test/serve-everywhere.js";

const file = create(FileDescriptorProtoSchema, {
  name: "count.proto",
  package: "test.v1",
  syntax: "proto3",
  messageType: [{ name: "Number", field: [{ name: "value", number: 1, type: 5, label: 1 }] }],
  service: [
    {
      name: "CountService",
      method: [{ name: "Count", inputType: ".test.v1.Number", outputType: ".test.v1.Number", serverStreaming: true }],
    },
  ],
});
const count = createFileRegistry(file, () => undefined).getService("test.v1.CountService")?.method[
  "count"
] as DescMethodServerStreaming<DescMessage, DescMessage>;

interface Count {
  readonly value: number;
}

/** Serves the numbers up to that of the body, one to a line, and calls `onNumber` before each. */
function serve(onNumber: (value: number) => void, options: ChaukasHandlerOptions = {}) {
  const ended: boolean[] = [];
  const implementation = async function* (request: unknown) {
    try {
      for (let value = 1; value <= (request as Count).value; value++) {
        onNumber(value);
        yield { value } as never;
      }
    } finally {
      ended.push(true);
    }
  };
  const route = createRestStreamRoute({
    method: "POST",
    path: "/count",
    rpc: count,
    read: { "application/json": (request) => ({ value: JSON.parse(request.text()) }) as never },
    call: implementation,
    write: {
      "application/x-ndjson": (message) => `${(message as unknown as Count).value}\n`,
      "text/html": (message) => `<li>${(message as unknown as Count).value}`,
    },
    frame: { "text/html": { before: "<ul>", after: "</ul>" } },
  });
  const handler = createChaukasFetchHandler({}, { ...options, routes: [route] });
  const post = (value: unknown, accept = "*/*") => {
    const request = new Request("https://audit.example.com/count", postJson(value as object));
    request.headers.set("accept", accept);
    return handler(request);
  };
  return { post, ended };
}

describe("a streaming route", () => {
  it("writes what comes before and after the messages, unless the stream breaks off", async () => {
    const { post, ended } = serve((value) => {
      if (value > 3) {
        throw new ConnectError("gone", Code.Unavailable);
      }
    });
    expect(await (await post(2, "text/html")).text()).toBe("<ul><li>1<li>2</ul>");
    expect(await (await post(0, "text/html")).text()).toBe("<ul></ul>");
    const reader = (await post(4, "text/html")).body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    await expect(
      (async () => {
        for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
          text += part.value;
        }
      })(),
    ).rejects.toThrow();
    expect([text, ended]).toEqual(["<ul><li>1<li>2<li>3", [true, true, true]]);
  });

  it("writes each message as it comes, and ends", async () => {
    const { post, ended } = serve(() => {});
    const response = await post(3);
    expect([response.status, response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual([
      200,
      "application/x-ndjson",
      "no-store",
    ]);
    expect(response.headers.has("content-length")).toBe(false);
    expect(await response.text()).toBe("1\n2\n3\n");
    expect(ended).toEqual([true]);
    expect(await (await post(0)).text()).toBe("");
  });

  it("responds with a problem if the call fails before its first message, or cannot be read", async () => {
    const { post } = serve(() => {
      throw new ConnectError("no such log", Code.NotFound);
    });
    const response = await post(3);
    expect([response.status, await response.json()]).toMatchObject([404, { detail: "no such log" }]);
    const broken = { ...postJson({}), body: "{" };
    const handler = createChaukasFetchHandler({}, {});
    expect((await handler(new Request("https://audit.example.com/count", broken))).status).toBe(404);
  });

  it("breaks off if the call fails later, and reports the error", async () => {
    const reported: string[] = [];
    const { post, ended } = serve(
      (value) => {
        if (value === 3) {
          throw new Error("password=opensesame");
        }
      },
      { onError: (error) => reported.push(String(error)) },
    );
    const response = await post(5);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow("internal error");
    expect([reported, ended]).toEqual([["Error: password=opensesame"], [true]]);
  });

  it("stops when the caller no longer reads", async () => {
    const seen: number[] = [];
    const { post, ended } = serve((value) => seen.push(value));
    const reader = (await post(1_000_000)).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect.poll(() => ended).toEqual([true]);
    expect(seen.length).toBeLessThan(10);
  });

  it("runs interceptors around the stream, which may change the request and the messages", async () => {
    const add: Interceptor = (next) => async (request) => {
      if (!request.stream) {
        return next(request);
      }
      const doubled = (async function* () {
        for await (const message of request.message) {
          yield { ...message, value: (message as unknown as Count).value * 2 };
        }
      })();
      const response = await next({ ...request, message: doubled });
      response.header.set("x-seen", request.method.name);
      return response;
    };
    const { post } = serve(() => {}, { interceptors: [add] });
    const response = await post(1);
    expect([response.headers.get("x-seen"), await response.text()]).toEqual(["Count", "1\n2\n"]);
    const refuse: Interceptor = () => () => Promise.reject(new ConnectError("who", Code.Unauthenticated));
    expect((await serve(() => {}, { interceptors: [refuse] }).post(1)).status).toBe(401);
  });
});
