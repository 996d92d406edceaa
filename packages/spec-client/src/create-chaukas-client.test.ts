// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { IncomingHttpHeaders, RequestListener, ServerResponse } from "node:http";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  type ChaukasClient,
  ChaukasClientError,
  type ChaukasClientOptions,
  ChaukasClientService,
  createChaukasClient,
} from "@chaukas/spec-client";
import { EventSchema, EventType } from "@chaukas/spec-common";
import { serveHttp1, serveHttp2 } from "@chaukas/testdata";
import { type Client, Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import {
  connectNodeAdapter,
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { describe, expect, expectTypeOf, it, onTestFinished } from "vitest";

const event = create(EventSchema, {
  eventId: "event-1",
  tenantId: "acme",
  sessionId: "session-1",
  type: EventType.INPUT_RECEIVED,
  timestamp: timestampFromMs(1_700_000_000_123),
  content: { case: "message", value: { role: "user", text: "Grüße 🚀", metadata: { depth: [1, null, { a: true }] } } },
});

/** Creates routes that respond with what they received, and the list of request headers. */
function echo(): { routes: (router: ConnectRouter) => void; headers: Headers[] } {
  const headers: Headers[] = [];
  return {
    headers,
    routes: (router) =>
      router.service(ChaukasClientService, {
        healthz: (_, { requestHeader }) => {
          headers.push(requestHeader);
          return {};
        },
        ingestEvent: ({ event }) => ({ eventId: event?.eventId ?? "", status: "accepted", processedAt: 2n ** 60n }),
        ingestEventBatch: ({ eventBatch }) => ({
          batchId: eventBatch?.batchId ?? "",
          acceptedCount: eventBatch?.events.length ?? 0,
        }),
        queryEvents: () => ({ response: { events: [event], totalCount: 1n } }),
        getCapabilities: () => ({ capabilities: { wormRetention: true, maxBatchSize: 1000 } }),
      }),
  };
}

async function serveEcho() {
  const { routes, headers } = echo();
  const http1 = await serveHttp1(connectNodeAdapter({ routes }));
  const http2 = await serveHttp2(connectNodeAdapter({ routes }));
  onTestFinished(async () => {
    await http1.close();
    await http2.close();
  });
  return { http1, http2, headers };
}

const transports: Record<string, (urls: { http1: string; http2: string }) => ChaukasClientOptions> = {
  "fetch, by default": ({ http1 }) => ({ baseUrl: http1 }),
  gRPC: ({ http2 }) => ({ transport: createGrpcTransport({ baseUrl: http2 }) }),
  "gRPC-Web": ({ http1 }) => ({ transport: createGrpcWebTransport({ baseUrl: http1, httpVersion: "1.1" }) }),
  "Connect over connect-node": ({ http2 }) => ({
    transport: createConnectTransport({ baseUrl: http2, httpVersion: "2" }),
  }),
};

describe.each(Object.entries(transports))("a client over %s", (_, createOptions) => {
  async function connect(options: ChaukasClientOptions = {}) {
    const { http1, http2, headers } = await serveEcho();
    return {
      client: createChaukasClient({ ...createOptions({ http1: http1.url, http2: http2.url }), ...options }),
      headers,
    };
  }

  it("calls every method of the service", async () => {
    const { client } = await connect();
    expect(await client.healthz({})).toMatchObject({ $typeName: "chaukas.spec.client.v1.HealthzResponse" });
    expect((await client.getCapabilities({})).capabilities).toMatchObject({ wormRetention: true, maxBatchSize: 1000 });
    expect(await client.ingestEvent({ event })).toMatchObject({
      eventId: "event-1",
      status: "accepted",
      processedAt: 2n ** 60n,
    });
    const batch = await client.ingestEventBatch({ eventBatch: { batchId: "batch-1", events: [event, event] } });
    expect(batch).toMatchObject({ batchId: "batch-1", acceptedCount: 2 });
    expect((await client.queryEvents({ query: {} })).response?.events).toEqual([event]);
  });

  it("sends the key as a bearer token", async () => {
    const { client, headers } = await connect({ apiKey: "dev-key-acme" });
    await client.healthz({});
    expect(headers.map((header) => header.get("authorization"))).toEqual(["Bearer dev-key-acme"]);
  });

  it("sends no authorization without a key", async () => {
    const { client, headers } = await connect();
    await client.healthz({});
    expect(headers.map((header) => header.get("authorization"))).toEqual([null]);
  });

  it("keeps the authorization and the other headers of a call", async () => {
    const { client, headers } = await connect({ apiKey: "dev-key-acme" });
    const own = { Authorization: "Basic dXNlcg==", "x-request-id": "42" };
    await client.healthz({}, { headers: own });
    expect(headers.map((header) => header.get("authorization"))).toEqual(["Basic dXNlcg=="]);
    expect(headers.map((header) => header.get("x-request-id"))).toEqual(["42"]);
    expect(own).toEqual({ Authorization: "Basic dXNlcg==", "x-request-id": "42" });
  });

  it("passes on the header and the trailer of a response", async () => {
    const { client } = await connect();
    const seen: string[] = [];
    await client.healthz({}, { onHeader: () => seen.push("header"), onTrailer: () => seen.push("trailer") });
    expect(seen).toEqual(["header", "trailer"]);
  });
});

describe("the default transport", () => {
  async function record(): Promise<{
    url: string;
    requests: { path: string | undefined; headers: IncomingHttpHeaders }[];
  }> {
    const requests: { path: string | undefined; headers: IncomingHttpHeaders }[] = [];
    const answer: RequestListener = (request, response: ServerResponse) => {
      requests.push({ path: request.url, headers: request.headers });
      response.writeHead(200, { "content-type": "application/proto" }).end();
    };
    const server = await serveHttp1(answer);
    onTestFinished(() => server.close());
    return { url: server.url, requests };
  }

  it("uses Connect with binary messages", async () => {
    const { url, requests } = await record();
    await createChaukasClient({ baseUrl: url }).healthz({});
    expect(requests[0]?.headers).toMatchObject({
      "content-type": "application/proto",
      "connect-protocol-version": "1",
    });
  });

  it.each([4_000, 4_000.5])("sends the timeout in whole milliseconds", async (timeoutMs) => {
    const { url, requests } = await record();
    await createChaukasClient({ baseUrl: url }).healthz({}, { timeoutMs });
    const sent = requests[0]?.headers["connect-timeout-ms"];
    expect(sent).toMatch(/^\d+$/);
    expect(Number(sent)).toBeLessThanOrEqual(Math.ceil(timeoutMs));
  });

  it("sends no timeout if there is none", async () => {
    const { url, requests } = await record();
    await createChaukasClient({ baseUrl: url, timeoutMs: 0 }).healthz({});
    await createChaukasClient({ baseUrl: url }).healthz({}, { timeoutMs: 0 });
    expect(requests.map(({ headers }) => headers["connect-timeout-ms"])).toEqual([undefined, undefined]);
  });

  it.each([
    ["", "/"],
    ["/", "/"],
    ["/audit", "/audit/"],
    ["/audit/", "/audit/"],
  ])("appends the path of the method to a base URL that ends in %j", async (path, prefix) => {
    const { url, requests } = await record();
    await createChaukasClient({ baseUrl: `${url}${path}` }).healthz({});
    expect(requests[0]?.path).toBe(`${prefix}chaukas.spec.client.v1.ChaukasClientService/Healthz`);
  });
});

describe("createChaukasClient rejects", () => {
  const baseUrl = "https://audit.example.com";
  const url =
    'expected an absolute http or https URL without query and fragment, such as "https://audit.example.com", got';
  const timer = "expected a number from 0 to 2147483647, got";

  it.each<[string, object, string, string]>([
    ["no base URL", {}, "baseUrl", `${url} undefined`],
    ["an empty base URL", { baseUrl: "" }, "baseUrl", `${url} ""`],
    ["a relative base URL", { baseUrl: "/audit" }, "baseUrl", `${url} "/audit"`],
    ["a host", { baseUrl: "localhost:50051" }, "baseUrl", `${url} "localhost:50051"`],
    ["another scheme", { baseUrl: "grpc://localhost" }, "baseUrl", `${url} "grpc://localhost"`],
    ["a query", { baseUrl: `${baseUrl}?a=b` }, "baseUrl", `${url} "${baseUrl}?a=b"`],
    ["an empty query", { baseUrl: `${baseUrl}?` }, "baseUrl", `${url} "${baseUrl}?"`],
    ["a fragment", { baseUrl: `${baseUrl}#a` }, "baseUrl", `${url} "${baseUrl}#a"`],
    ["a URL that is not a string", { baseUrl: new URL(baseUrl) }, "baseUrl", `${url} "${baseUrl}/"`],
    [
      "a password in the base URL",
      { baseUrl: "https://user:opensesame@audit.example.com" },
      "baseUrl",
      "expected a URL without user name and password; pass the key as apiKey",
    ],
    ["an empty key", { baseUrl, apiKey: "" }, "apiKey", "expected a key, got an empty string"],
    [
      "a key with a space",
      { baseUrl, apiKey: "open sesame" },
      "apiKey",
      "expected visible ASCII characters without spaces",
    ],
    [
      "a key with a line break",
      { baseUrl, apiKey: "opensesame\n" },
      "apiKey",
      "expected visible ASCII characters without spaces",
    ],
    ["a key beyond ASCII", { baseUrl, apiKey: "öffnen" }, "apiKey", "expected visible ASCII characters without spaces"],
    ["null for a key", { baseUrl, apiKey: null }, "apiKey", "expected a string, got null"],
    ["a number for a key", { baseUrl, apiKey: 12345 }, "apiKey", "expected a string, got number"],
    ["a negative timeout", { baseUrl, timeoutMs: -1 }, "timeoutMs", `${timer} -1`],
    ["NaN for a timeout", { baseUrl, timeoutMs: Number.NaN }, "timeoutMs", `${timer} NaN`],
    ["a timeout beyond the limit of timers", { baseUrl, timeoutMs: 2 ** 31 }, "timeoutMs", `${timer} 2147483648`],
    ["a string for a timeout", { baseUrl, timeoutMs: "5s" }, "timeoutMs", `${timer} string`],
    [
      "zero attempts",
      { baseUrl, retry: { maxAttempts: 0 } },
      "retry.maxAttempts",
      "expected a number of at least 1, got 0",
    ],
    ["a negative delay", { baseUrl, retry: { initialDelayMs: -1 } }, "retry.initialDelayMs", `${timer} -1`],
    [
      "an infinite delay",
      { baseUrl, retry: { maxDelayMs: Number.POSITIVE_INFINITY } },
      "retry.maxDelayMs",
      `${timer} Infinity`,
    ],
  ])("%s", (_, options, path, expectation) => {
    const error = catchError(() => createChaukasClient(options as ChaukasClientOptions));
    expect(error).toBeInstanceOf(ChaukasClientError);
    expect(error).toMatchObject({ code: "invalid_option", path, message: `[invalid_option] ${path}: ${expectation}` });
    expect(String(error)).not.toMatch(/sesame|öffnen|12345/);
  });
});

describe("createChaukasClient accepts", () => {
  it("undefined for every option but one", () => {
    const rest = { apiKey: undefined, timeoutMs: undefined, retry: undefined, transport: undefined };
    expect(() => createChaukasClient({ baseUrl: "http://127.0.0.1", ...rest })).not.toThrow();
  });

  it("a base URL in addition to a transport, and ignores the URL", async () => {
    const { http2 } = await serveEcho();
    const transport = createGrpcTransport({ baseUrl: http2.url });
    const client = createChaukasClient({ baseUrl: "https://audit.example.com", transport });
    await expect(client.healthz({})).resolves.toBeDefined();
  });
});

describe("ChaukasClient", () => {
  it("is the Connect client of the service", () => {
    expectTypeOf<ChaukasClient>().toEqualTypeOf<Client<typeof ChaukasClientService>>();
  });

  it("throws a ConnectError", async () => {
    const server = await serveHttp1(connectNodeAdapter({ routes: () => {} }));
    onTestFinished(() => server.close());
    const error = await createChaukasClient({ baseUrl: server.url })
      .healthz({})
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectError);
    expect(error).toMatchObject({ code: Code.Unimplemented, rawMessage: "HTTP 404" });
  });
});

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
