// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// An application for Node, in addition to api.ts. It is compiled, not run.
import { createServer } from "node:http2";
import { createChaukasClient } from "@chaukas/spec-client";
import { registerChaukasServices } from "@chaukas/spec-server";
import { createChaukasNodeHandler } from "@chaukas/spec-server/node";
import { connectNodeAdapter, createGrpcTransport } from "@connectrpc/connect-node";
import { Backend, routes } from "./api.js";

export const servers = [
  createServer(connectNodeAdapter({ routes })),
  createServer(connectNodeAdapter({ routes: (router) => registerChaukasServices(router, new Backend()) })),
  createServer(createChaukasNodeHandler(new Backend(), { maxBatchSize: 100 })),
];

export const client = createChaukasClient({
  transport: createGrpcTransport({ baseUrl: "http://127.0.0.1:50051" }),
  apiKey: process.env["CHAUKAS_API_KEY"] ?? "",
});
