// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createServer, type RequestListener } from "node:http";
import {
  createServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import type { AddressInfo, Server } from "node:net";

/** A server that a test runs on a free port of the loopback interface. */
export interface LoopbackServer {
  /** Base URL without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Stops the server and closes all connections to it. */
  close(): Promise<void>;
}

/** Serves HTTP/1.1 on the given port, or on a free one. */
export async function serveHttp1(listener: RequestListener, port = 0): Promise<LoopbackServer> {
  const server = createServer(listener);
  return listen(server, port, () => server.closeAllConnections());
}

/** Serves HTTP/2 without TLS, as gRPC requires, on a free port. */
export async function serveHttp2(
  listener: (request: Http2ServerRequest, response: Http2ServerResponse) => void,
  onStream: (stream: ServerHttp2Stream) => void = () => {},
): Promise<LoopbackServer> {
  const server = createHttp2Server(listener).on("stream", onStream);
  const sessions = new Set<ServerHttp2Session>();
  server.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
  });
  return listen(server, 0, () => {
    for (const session of sessions) {
      session.destroy();
    }
  });
}

/** Returns a port on which nothing listens at the moment. */
export async function findFreePort(): Promise<number> {
  const server = await serveHttp1(() => {});
  await server.close();
  return server.port;
}

async function listen(server: Server, port: number, cutConnections: () => void): Promise<LoopbackServer> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    close: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        cutConnections();
      }),
  };
}
