// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { serveHttp1, serveHttp2 } from "@chaukas/testdata";
import type { Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { onTestFinished } from "vitest";
import type { ChaukasBackend } from "../src/contract/chaukas-backend.js";
import { createChaukasFetchHandler } from "../src/create-chaukas-fetch-handler.js";
import { type ChaukasNodeHandlerOptions, createChaukasNodeHandler } from "../src/node/index.js";

/** A backend that is served by both handlers and over every protocol. */
export interface Everywhere {
  readonly http1: string;
  readonly http2: string;
  /** Call a path of the Node server and of the web handler. */
  readonly fetches: Readonly<Record<"Node" | "web", (path: string, init?: RequestInit) => Promise<Response>>>;
  /** Every protocol except REST. */
  readonly transports: Readonly<Record<string, Transport>>;
}

/** Serves a backend on free ports until the test has finished. */
export async function serveEverywhere(
  backend: ChaukasBackend,
  options: Omit<ChaukasNodeHandlerOptions, "fallback"> = {},
): Promise<Everywhere> {
  const handler = createChaukasNodeHandler(backend, options);
  const [http1, http2] = await Promise.all([serveHttp1(handler), serveHttp2(handler)]);
  onTestFinished(async () => {
    await http1.close();
    await http2.close();
  });
  const web = createChaukasFetchHandler(backend, options);
  const baseUrl = http1.url;
  return {
    http1: baseUrl,
    http2: http2.url,
    fetches: {
      Node: (path, init) => fetch(`${baseUrl}${path}`, init),
      web: (path, init) => web(new Request(`https://audit.example.com${path}`, init)),
    },
    transports: {
      gRPC: createGrpcTransport({ baseUrl: http2.url }),
      "gRPC-Web": createGrpcWebTransport({ baseUrl, httpVersion: "1.1" }),
      "Connect, binary": createConnectTransport({ baseUrl, httpVersion: "1.1", useBinaryFormat: true }),
      "Connect, JSON": createConnectTransport({ baseUrl, httpVersion: "1.1", useBinaryFormat: false }),
    },
  };
}

/** Returns a request with a JSON body. */
export function postJson(body: unknown, headers: Record<string, string> = {}): RequestInit {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { method: "POST", headers: { "content-type": "application/json", ...headers }, body: text };
}

/** Returns a request with a binary body. */
export function postBinary(body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): RequestInit {
  return { method: "POST", headers: { "content-type": "application/x-protobuf", ...headers }, body };
}
