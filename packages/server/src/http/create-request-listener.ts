// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { explorerPage } from "@chaukas/explorer";
import type { Metrics } from "../observe/create-metrics.js";
import { isLoopback } from "./is-loopback.js";

/** Handles one request of node:http, node:https or node:http2. */
export type NodeHandler = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
) => void;

/** Options of {@link createRequestListener}. */
export interface RequestListenerOptions {
  /** Metrics to serve at `/metrics`. If undefined, that path is passed to the handler. */
  readonly metrics: Metrics | undefined;
  /** Whether to serve the explorer at `/`. Otherwise, that path is passed to the handler. */
  readonly servesExplorer: boolean;
  /**
   * Whether to refuse requests whose host is not loopback. A server without keys does, so that a web page cannot reach
   * it through a host name that resolves to this machine (DNS rebinding).
   */
  readonly loopbackOnly: boolean;
}

/**
 * Creates a listener that checks the host, serves `/livez`, `/readyz`, `/metrics` and `/` with any query, and passes
 * everything else to the handler. `/readyz` is another name of the handler's `/healthz`.
 */
export function createRequestListener(handler: NodeHandler, options: RequestListenerOptions): NodeHandler {
  return (request, either) => {
    // Both kinds of response have the same methods, but TypeScript cannot call the union of their overloads.
    const response = either as ServerResponse;
    const path = request.url?.split("?", 1)[0];
    if (options.loopbackOnly && !namedHosts(request).every(isLoopbackAuthority)) {
      response.writeHead(421, { "content-type": "text/plain" });
      response.end("host: expected localhost, since the server has no keys\n");
    } else if (options.metrics !== undefined && path === "/metrics") {
      serveText(options.metrics.format(), request.method, response);
    } else if (options.servesExplorer && path === "/" && (request.method === "GET" || request.method === "HEAD")) {
      response.writeHead(200, explorerHeaders);
      response.end(request.method === "GET" ? explorerPage() : undefined);
    } else if (path === "/livez") {
      serveText(Promise.resolve({ contentType: "text/plain", text: "alive\n" }), request.method, response);
    } else {
      if (path === "/readyz") {
        request.url = "/healthz";
      }
      handler(request, either);
    }
  };
}

/** The page brings a policy for its program and style. When a server serves it, it connects only to that server. */
const explorerHeaders = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "connect-src 'self'; frame-ancestors 'none'",
  "cache-control": "no-cache",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/**
 * Returns all hosts that a request names: in its target, in `:authority` and in `Host`. A proxy in front of the server
 * and the server itself may trust different ones, so every one of them counts.
 */
function namedHosts({ url = "", headers, rawHeaders }: IncomingMessage | Http2ServerRequest): readonly string[] {
  const target = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1];
  const hosts = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === "host");
  return [target, headers[":authority"], ...hosts].flatMap((host) => (host === undefined ? [] : [String(host)]));
}

/** Returns whether a host with an optional port is loopback. */
function isLoopbackAuthority(authority: string): boolean {
  return isLoopback(authority.replace(/:\d*$/, ""));
}

/** Serves a text to GET and HEAD, and answers 500 if it cannot be created. */
function serveText(created: ReturnType<Metrics["format"]>, method: string | undefined, response: ServerResponse): void {
  if (method !== "GET" && method !== "HEAD") {
    created.catch(() => {});
    response.writeHead(405, { allow: "GET, HEAD" });
    response.end();
    return;
  }
  created.then(
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
