// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukasNodeHandler } from "@chaukas/spec-server/node";
import { serveHttp1 } from "@chaukas/testdata";
import express, { type Express } from "express";
import { expect, it, onTestFinished } from "vitest";
import { describeMounting, type Mount } from "../../test/mounting-suite.js";
import { postJson } from "../../test/serve-everywhere.js";

function serveExpress(app: Express) {
  app.use(express.json());
  app.post("/own", (request, response) => void response.json(request.body));
  return serveHttp1(app);
}

const atRoot: Mount = (backend, options) => serveExpress(express().use(createChaukasNodeHandler(backend, options)));

describeMounting("a backend in Express", atRoot);

describeMounting(
  "a backend in Express under a path",
  (backend, options) => serveExpress(express().use("/audit", createChaukasNodeHandler(backend, options))),
  "/audit",
);

describeMounting(
  "a backend in Express with a prefix",
  (backend, options) => atRoot(backend, { ...options, pathPrefix: "/audit" }),
  "/audit",
);

it("fails with an explanation if it is mounted after a body parser, over every protocol", async () => {
  const handler = createChaukasNodeHandler({ ingestEvent: () => ({}), healthz() {} });
  const server = await serveHttp1(express().use(express.json()).use(handler));
  onTestFinished(() => server.close());
  const text =
    "body: expected an unread stream, got one that was already read; mount the handler before anything that reads bodies";
  const rest = await fetch(`${server.url}/v1/events`, postJson({ event_id: "event-1" }));
  expect([rest.status, await rest.json()]).toMatchObject([500, { detail: text }]);
  const connect = await fetch(`${server.url}/chaukas.spec.client.v1.ChaukasClientService/Healthz`, postJson({}));
  expect([connect.status, await connect.json()]).toEqual([500, { code: "internal", message: text }]);
  expect((await fetch(`${server.url}/healthz`)).status, "has no body").toBe(200);
});
