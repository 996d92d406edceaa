// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { once } from "node:events";
import { type ClientRequest, request } from "node:http";
import { gzipSync } from "node:zlib";
import { eventToJsonString } from "@chaukas/spec-common/json";
import { Code, createClient, type HandlerContext } from "@connectrpc/connect";
import { compressionGzip, createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";
import { describe, expect, it, onTestFinished } from "vitest";
import { createEvent } from "../../test/create-event.js";
import { postJson, serveEverywhere } from "../../test/serve-everywhere.js";
import { ChaukasServerService } from "../gen/chaukas/spec/server/v1/server_pb.js";
import { createChaukasNodeHandler } from "./create-chaukas-node-handler.js";

const detail = "server: too many bytes of request bodies in memory; try again";
const large = createEvent({ metadata: { text: "x".repeat(600_000) } });

const ownerOf = ({ requestHeader }: HandlerContext) => requestHeader.get("owner") ?? undefined;

/** Serves with a budget of 1 MB, and counts refusals. */
async function serve() {
  const refusals = { count: 0 };
  const everywhere = await serveEverywhere(
    { ingestEvent: () => ({ status: "accepted" }) },
    {
      maxBufferedBytes: 1_000_000,
      onBufferLimit: () => {
        refusals.count += 1;
      },
    },
  );
  return { ...everywhere, refusals };
}

/** Begins a request, and resolves once its bytes are sent. The request does not end. */
async function beginUpload(
  baseUrl: string,
  bytes: number,
  others: Record<string, string> = {},
): Promise<ClientRequest> {
  const headers = { "content-type": "application/json", expect: "100-continue", ...others };
  const upload = request(`${baseUrl}/v1/events`, { method: "POST", headers }).on("error", () => {});
  onTestFinished(() => void upload.destroy());
  upload.flushHeaders();
  await once(upload, "continue");
  await new Promise((resolve) => upload.write("x".repeat(bytes), resolve));
  return upload;
}

describe("bodies held at the same time", () => {
  it("are limited: further calls are refused over every protocol, with a retry delay, until there is room", async () => {
    const { http1, transports, fetches, refusals } = await serve();
    const upload = await beginUpload(http1, 700_000);
    const send = () => fetches.Node("/v1/events", postJson(eventToJsonString(large)));
    await expect.poll(async () => (await send()).status).toBe(429);
    const refused = await send();
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(await refused.json()).toEqual({ type: "about:blank", title: "Too Many Requests", status: 429, detail });
    for (const transport of Object.values(transports)) {
      const client = createClient(ChaukasServerService, transport);
      const call = client.ingestEvent({ event: large });
      await expect(call).rejects.toMatchObject({ code: Code.ResourceExhausted, rawMessage: detail });
      await expect(client.ingestEvent({ event: createEvent() })).resolves.toMatchObject({ status: "accepted" });
    }
    expect(refusals.count).toBeGreaterThanOrEqual(2 + Object.keys(transports).length);
    upload.destroy();
    await expect.poll(async () => (await send()).status).toBe(202);
  });

  it("also count when decompressed", async () => {
    const { http1, http2, fetches } = await serve();
    await beginUpload(http1, 500_000);
    const body = gzipSync(eventToJsonString(large));
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    const send = () => fetches.Node("/v1/events", { method: "POST", headers, body });
    await expect.poll(async () => (await send()).status).toBe(429);
    const compressed = { sendCompression: compressionGzip, compressMinBytes: 0 };
    for (const transport of [
      createGrpcTransport({ baseUrl: http2, ...compressed }),
      createConnectTransport({ baseUrl: http1, httpVersion: "1.1", ...compressed }),
    ]) {
      const call = createClient(ChaukasServerService, transport).ingestEvent({ event: large });
      await expect(call).rejects.toMatchObject({ code: Code.ResourceExhausted, rawMessage: detail });
    }
  });

  it("are released after every call, whether it succeeds or fails", async () => {
    const { transports, fetches, refusals } = await serve();
    for (let round = 0; round < 3; round++) {
      for (const transport of Object.values(transports)) {
        const client = createClient(ChaukasServerService, transport);
        await expect(client.ingestEvent({ event: large })).resolves.toMatchObject({ status: "accepted" });
      }
      expect((await fetches.Node("/v1/events", postJson("x".repeat(600_000)))).status).toBe(400);
    }
    expect(refusals.count).toBe(0);
  });

  it("leave half of the budget to other owners", async () => {
    const options = { maxBufferedBytes: 2_000_000, bufferOwner: ownerOf };
    const { http1, http2, fetches, transports } = await serveEverywhere({ ingestEvent: () => ({}) }, options);
    await beginUpload(http1, 700_000, { owner: "busy" });
    const send = (owner: string) => fetches.Node("/v1/events", postJson(eventToJsonString(large), { owner }));
    await expect.poll(async () => (await send("busy")).status).toBe(429);
    expect([(await send("calm")).status, (await fetches.Node("/healthz")).status]).toEqual([202, 501]);
    for (const transport of [...Object.values(transports), createGrpcTransport({ baseUrl: http2 })]) {
      const client = createClient(ChaukasServerService, transport);
      const call = (owner: string) => client.ingestEvent({ event: large }, { headers: { owner } });
      await expect(call("busy")).rejects.toMatchObject({ code: Code.ResourceExhausted, rawMessage: detail });
      await expect(call("calm")).resolves.toMatchObject({ eventId: large.eventId });
    }
  });

  it("do not limit a call that is alone", async () => {
    const { fetches } = await serve();
    const events = [large, { ...large, eventId: "event-2" }, { ...large, eventId: "event-3" }];
    const body = `{"events": [${events.map((event) => eventToJsonString(event)).join(",")}]}`;
    expect((await fetches.Node("/v1/events/batch", postJson(body))).status).not.toBe(429);
  });

  it("must have a positive limit", () => {
    expect(() => createChaukasNodeHandler({}, { maxBufferedBytes: 0 })).toThrow(
      new RangeError(`maxBufferedBytes: expected an integer from 1 to ${Number.MAX_SAFE_INTEGER}, got 0`),
    );
  });
});
