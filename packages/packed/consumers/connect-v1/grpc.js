// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createServer } from "node:http2";
import { connectNodeAdapter, createGrpcTransport } from "@connectrpc/connect-node";
import { register } from "./program.js";

/** Serves gRPC over HTTP/2 without TLS on a free port, and returns a transport to it. */
export async function serveGrpc() {
  const server = createServer(connectNodeAdapter({ routes: register }));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return createGrpcTransport({ httpVersion: "2", baseUrl: `http://127.0.0.1:${server.address().port}` });
}
