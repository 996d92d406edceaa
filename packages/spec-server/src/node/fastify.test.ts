// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukasClient } from "@chaukas/spec-client";
import type { ChaukasBackend } from "@chaukas/spec-server";
import { type ChaukasNodeHandlerOptions, createChaukasNodeHandler } from "@chaukas/spec-server/node";
import { createGrpcTransport } from "@connectrpc/connect-node";
import fastify from "fastify";
import { expect, it, onTestFinished } from "vitest";
import { createEvent } from "../../test/create-event.js";
import { describeMounting } from "../../test/mounting-suite.js";

async function serveFastify(backend: ChaukasBackend, options: ChaukasNodeHandlerOptions) {
  const app = fastify();
  const handler = createChaukasNodeHandler(backend, options);
  app.addHook("onRequest", (request, reply, next) => handler(request.raw, reply.raw, () => next()));
  app.post("/own", (request) => request.body);
  return { url: await app.listen({ port: 0, host: "127.0.0.1" }), close: () => app.close() };
}

describeMounting("a backend in Fastify", serveFastify);

describeMounting(
  "a backend in Fastify with a prefix",
  (backend, options) => serveFastify(backend, { ...options, pathPrefix: "/audit" }),
  "/audit",
);

it("serves gRPC if Fastify uses HTTP/2", async () => {
  const app = fastify({ http2: true });
  const handler = createChaukasNodeHandler({ ingestEvent: () => ({ status: "accepted" }) });
  app.addHook("onRequest", (request, reply, next) => handler(request.raw, reply.raw, () => next()));
  const baseUrl = await app.listen({ port: 0, host: "127.0.0.1" });
  onTestFinished(() => app.close());
  const client = createChaukasClient({ transport: createGrpcTransport({ baseUrl }) });
  expect((await client.ingestEvent({ event: createEvent() })).status).toBe("accepted");
  const invalid = client.ingestEvent({ event: createEvent({ sessionId: "" }) });
  await expect(invalid).rejects.toThrow("[invalid_argument] event.session_id: value is required");
});
