// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createServer as createHttpServer } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type { AddressInfo, Server } from "node:net";
import { parseArgs } from "node:util";
import { createChaukasNodeHandler } from "@chaukas/spec-server/node";
import { createSqliteBackend } from "./create-sqlite-backend.ts";

// Serves one backend on two loopback ports: HTTP/1.1 for Connect and gRPC-Web, HTTP/2 for gRPC. Prints
// the ports as one line of JSON when both are open, and stops when its standard input closes.
const { positionals } = parseArgs({ allowPositionals: true });
const backend = createSqliteBackend(positionals[0] ?? ":memory:");
const handler = createChaukasNodeHandler(backend);
const servers: Server[] = [createHttpServer(handler), createHttp2Server(handler)];
const ports = await Promise.all(servers.map(listen));
console.log(JSON.stringify({ connect: ports[0], grpc: ports[1] }));
process.stdin.on("end", () => process.exit(0)).resume();

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
