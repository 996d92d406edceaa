// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { connect } from "node:net";
import { create, type DescMethodUnary, toBinary } from "@bufbuild/protobuf";
import { type Event, EventBatchSchema, EventSchema, QueryRequestSchema } from "@chaukas/spec-common";
import { eventToJsonString } from "@chaukas/spec-common/json";
import {
  type ChaukasBackend,
  ChaukasServerService,
  createChaukasFetchHandler,
  IngestEventBatchRequestSchema,
  QueryEventsRequestSchema,
} from "@chaukas/spec-server";
import { createChaukasNodeHandler } from "@chaukas/spec-server/node";
import { readCapturedRequests, serveHttp1 } from "@chaukas/testdata";
import { arbitraryMessage } from "@chaukas/testdata/arbitrary";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { createEvent } from "../test/create-event.js";
import { postBinary, postJson, serveEverywhere } from "../test/serve-everywhere.js";

function createRecorder() {
  const stored: Event[] = [];
  const failures: unknown[] = [];
  const backend: ChaukasBackend = {
    healthz() {},
    ingestEventBatch({ events }) {
      stored.push(...events);
      return {};
    },
    queryEvents: () => ({ events: stored.slice(-100) }),
    getEventStats: () => ({}),
  };
  const handler = createChaukasFetchHandler(backend, { onError: (error) => failures.push(error) });
  const call = (path: string, init?: RequestInit) => handler(new Request(`https://audit.example.com${path}`, init));
  return { stored, failures, call };
}

const paths = [
  "/v1/events",
  "/v1/events/batch",
  "/events",
  "/events/batch",
  "/v1/query",
  "/chaukas.spec.client.v1.ChaukasClientService/IngestEvent",
  "/chaukas.spec.client.v1.ChaukasClientService/IngestEventBatch",
  "/chaukas.spec.server.v1.ChaukasServerService/QueryEvents",
  "/chaukas.spec.server.v1.ChaukasServerService/GetEventStats",
];
const types = [
  "application/json",
  "application/x-protobuf",
  "application/protobuf",
  "application/proto",
  "application/grpc-web+proto",
  "application/connect+json",
  "text/plain",
];
const encodings: { "content-encoding"?: string }[] = [
  {},
  { "content-encoding": "gzip" },
  { "content-encoding": "identity" },
  { "content-encoding": "x" },
];

/** A captured body with some bytes changed, added or removed. */
const mutatedCapture = fc
  .tuple(
    fc.constantFrom(...readCapturedRequests().map(({ body }) => body)),
    fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(2)), { minLength: 1, maxLength: 8 }),
  )
  .map(([body, changes]) => {
    const bytes = [...body];
    for (const [place, value, kind] of changes) {
      bytes.splice(place % bytes.length, kind === 0 ? 0 : 1, ...(kind === 1 ? [] : [value]));
    }
    return Uint8Array.from(bytes);
  });

/** A captured body with at most two bytes changed, which leaves most of its events intact. */
const overwrittenCapture = fc
  .tuple(
    fc.constantFrom(...readCapturedRequests().map(({ body }) => body)),
    fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 2 }),
  )
  .map(([body, changes]) => {
    const bytes = Uint8Array.from(body);
    for (const [place, value] of changes) {
      bytes[place % bytes.length] = value;
    }
    return bytes;
  });

describe("a hostile request", () => {
  it("never causes a 5xx, whatever its bytes, and every stored event can be read in every form", async () => {
    const { stored, failures, call } = createRecorder();
    const body = fc.oneof(
      mutatedCapture,
      fc.uint8Array({ maxLength: 200 }) as fc.Arbitrary<Uint8Array<ArrayBuffer>>,
      fc.json().map((text) => new TextEncoder().encode(text)),
    );
    const request = fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...types), fc.constantFrom(...encodings), body);
    await fc.assert(
      fc.asyncProperty(request, async ([path, type, encoding, body]) => {
        const headers = { "content-type": type, ...encoding };
        const response = await call(path, { method: "POST", headers, body });
        await response.arrayBuffer();
        // The Connect protocol requires unimplemented for an unknown encoding.
        const isUnknown = response.status === 501 && encoding["content-encoding"] === "x";
        expect(response.status < 500 || isUnknown, `status ${response.status}`).toBe(true);
      }),
      { numRuns: 1500 },
    );
    const batches = fc.tuple(fc.constantFrom("/v1/events/batch", "/events/batch"), overwrittenCapture);
    await fc.assert(
      fc.asyncProperty(batches, async ([path, body]) => {
        expect((await call(path, postBinary(body))).status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
    await readBack(call);
    expect(failures).toEqual([]);
    expect(stored.length).toBeGreaterThan(0);
  });

  it("never causes a 5xx with any batch or query that can be encoded", async () => {
    const { failures, call } = createRecorder();
    const batches = arbitraryMessage(EventBatchSchema).map((eventBatch) =>
      toBinary(IngestEventBatchRequestSchema, create(IngestEventBatchRequestSchema, { eventBatch })),
    );
    const queries = arbitraryMessage(QueryRequestSchema).map((query) =>
      toBinary(QueryEventsRequestSchema, create(QueryEventsRequestSchema, { query })),
    );
    await fc.assert(
      fc.asyncProperty(batches, queries, async (batch, query) => {
        const answers = [
          await call("/v1/events/batch", postBinary(batch as Uint8Array<ArrayBuffer>)),
          await call("/v1/query", postBinary(query as Uint8Array<ArrayBuffer>)),
        ];
        expect(answers.every(({ status }) => status < 500)).toBe(true);
      }),
      { numRuns: 200 },
    );
    await readBack(call);
    expect(failures).toEqual([]);
  });

  it("never causes a 5xx with any path and query", async () => {
    const { failures, call } = createRecorder();
    const part = fc.webQueryParameters();
    await fc.assert(
      fc.asyncProperty(
        fc.webPath(),
        part,
        fc.constantFrom("GET", "POST", "HEAD", "OPTIONS"),
        async (path, query, method) => {
          for (const place of [path, "/v1/stats"]) {
            expect((await call(`${place}?${query}`, { method })).status).toBeLessThan(500);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(failures).toEqual([]);
  });

  it("that is not valid protobuf fails with invalid_argument over every protocol", async () => {
    const { http1, http2 } = await serveEverywhere({ getEventStats: () => ({}) });
    const transports = [
      createGrpcTransport({ baseUrl: http2 }),
      createGrpcWebTransport({ baseUrl: http1, httpVersion: "1.1" }),
      createConnectTransport({ baseUrl: http1, httpVersion: "1.1", useBinaryFormat: true }),
    ];
    // A message of another type, with strings in place of nested messages.
    const rpc = { ...ChaukasServerService.method.getEventStats, input: EventSchema } as unknown as DescMethodUnary;
    for (const transport of transports) {
      const message = create(EventSchema, { sessionId: "\u0001", spanId: "x" });
      message.$unknown = [{ no: 3, wireType: 2, data: new Uint8Array([1, 0xff]) }];
      const error = await transport
        .unary(rpc, undefined, undefined, undefined, message)
        .then(() => undefined, ConnectError.from);
      expect(error).toMatchObject({ code: Code.InvalidArgument, rawMessage: expect.stringMatching(/^parse binary: /) });
    }
  });

  it.each([
    ["a path that does not form a URL", "GET // HTTP/1.1\r\nHost: a\r\n\r\n", "400"],
    ["a host that does not form a URL", "GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n", "400"],
    ["no host in HTTP/1.0", "GET /healthz HTTP/1.0\r\n\r\n", "200"],
    ["no host in HTTP/1.1", "GET /healthz HTTP/1.1\r\n\r\n", "400"],
    ["the absolute URL of a proxy request", "GET http://a/healthz HTTP/1.1\r\nHost: a\r\n\r\n", "404"],
    ["an asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "404"],
  ])("with %s gets a response", async (_, head, status) => {
    const server = await serveHttp1(createChaukasNodeHandler({ healthz() {} }));
    onTestFinished(() => server.close());
    const socket = connect(server.port, "127.0.0.1");
    socket.write(head);
    const [answer] = await new Promise<string[]>((resolve, reject) => {
      socket.once("data", (data) => resolve(data.toString().split("\r\n")));
      socket.once("error", reject);
    });
    socket.destroy();
    expect(answer).toContain(` ${status} `);
  });
});

describe("a caller that disconnects or times out", () => {
  it("aborts the signal of the REST call, and an error after that is not reported as a server error", async () => {
    const failures: unknown[] = [];
    let arrived = () => {};
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    let left = (_: unknown) => {};
    const leaving = new Promise<unknown>((resolve) => {
      left = resolve;
    });
    const backend: ChaukasBackend = {
      async ingestEvent(_, { signal }) {
        await new Promise<void>((resolve) => {
          signal.addEventListener("abort", () => resolve());
          arrived();
        });
        left(signal.aborted);
        throw new Error("the work was abandoned");
      },
    };
    const { http1 } = await serveEverywhere(backend, { onError: (error) => failures.push(error) });
    const controller = new AbortController();
    const init = { ...postJson(eventToJsonString(createEvent())), signal: controller.signal };
    const answer = fetch(`${http1}/v1/events`, init).catch((error: Error) => error.name);
    await arrival;
    controller.abort();
    expect(await answer).toBe("AbortError");
    expect(await leaving).toBe(true);
    expect(failures).toEqual([]);
  });

  it("in the middle of a request does not stop the server", async () => {
    const { http1 } = await serveEverywhere({ healthz() {}, ingestEvent: () => ({}) });
    const { port } = new URL(http1);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(
      "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    );
    await new Promise((resolve) => socket.once("connect", resolve));
    socket.destroy();
    expect((await fetch(`${http1}/healthz`)).status).toBe(200);
  });

  it("gets deadline_exceeded when its timeout expires", async () => {
    const backend: ChaukasBackend = {
      healthz: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(new Error("too late")));
        }),
    };
    const { transports } = await serveEverywhere(backend);
    for (const transport of Object.values(transports)) {
      const error = await createClient(ChaukasServerService, transport)
        .healthz({}, { timeoutMs: 20 })
        .then(() => undefined, ConnectError.from);
      expect(error?.code).toBe(Code.DeadlineExceeded);
    }
  });
});

/** Checks that the stored events can be returned in every form. */
async function readBack(call: ReturnType<typeof createRecorder>["call"]): Promise<void> {
  const binary = toBinary(QueryEventsRequestSchema, create(QueryEventsRequestSchema, { query: {} }));
  const answers = [
    await call("/v1/query", postJson({})),
    await call("/v1/query", postBinary(binary, { accept: "application/x-protobuf" })),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
}
