// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { BlockList, isIP } from "node:net";
import type { Metrics } from "../observe/create-metrics.js";

/** Handles one request of node:http, node:https or node:http2. */
export type NodeHandler = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
) => void;

/** Options of {@link createRequestListener}. */
export interface RequestListenerOptions {
  /** Metrics to serve at `/metrics`. If undefined, that path is passed to the handler. */
  readonly metrics: Metrics | undefined;
  /**
   * Whether to refuse requests whose host is not loopback. A server without keys does, so that a web page cannot reach
   * it through a host name that resolves to this machine (DNS rebinding).
   */
  readonly loopbackOnly: boolean;
}

/** Creates a listener that checks the host, serves `/metrics`, and passes everything else to the handler. */
export function createRequestListener(handler: NodeHandler, options: RequestListenerOptions): NodeHandler {
  return (request, either) => {
    // Both kinds of response have the same methods, but TypeScript cannot call the union of their overloads.
    const response = either as ServerResponse;
    const authority = String(request.headers[":authority"] ?? request.headers.host ?? "localhost");
    if (options.loopbackOnly && !isLoopback(authority.replace(/:\d*$/, ""))) {
      response.writeHead(421, { "content-type": "text/plain" });
      response.end("host: expected localhost, since the server has no keys\n");
    } else if (options.metrics !== undefined && request.url === "/metrics") {
      serveMetrics(options.metrics, request.method, response);
    } else {
      handler(request, either);
    }
  };
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

/** Returns whether a host name or IP address is loopback. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, "$1");
  const version = isIP(address);
  return version === 0 ? /^(.+\.)?localhost$/i.test(address) : loopback.check(address, version === 6 ? "ipv6" : "ipv4");
}

function serveMetrics(metrics: Metrics, method: string | undefined, response: ServerResponse): void {
  if (method !== "GET" && method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" });
    response.end();
    return;
  }
  metrics.format().then(
    ({ contentType, text }) => {
      response.writeHead(200, { "content-type": contentType });
      response.end(method === "GET" ? text : undefined);
    },
    () => {
      response.writeHead(500);
      response.end();
    },
  );
}
