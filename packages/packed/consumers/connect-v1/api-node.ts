// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// An application for Node, in addition to api.ts. It is compiled, not run.
import { createServer } from "node:http2";
import { ChaukasClientService } from "@chaukas/spec-connect-v1/client";
import { createPromiseClient } from "@connectrpc/connect";
import { connectNodeAdapter, createGrpcTransport } from "@connectrpc/connect-node";
import { routes } from "./api.js";

export const server = createServer(connectNodeAdapter({ routes }));

export const client = createPromiseClient(
  ChaukasClientService,
  createGrpcTransport({ baseUrl: "http://127.0.0.1:50051", httpVersion: "2" }),
);
