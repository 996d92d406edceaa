// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { LogsService, TraceService } from "@chaukas/spec-otel/otlp";
import { ChaukasServerService } from "@chaukas/spec-server";
import { createChaukasNodeHandler } from "@chaukas/spec-server/node";
import { createOtlpProtocol } from "@chaukas/spec-server/otlp";
import { type LoopbackServer, serveHttp1, serveHttp2 } from "@chaukas/testdata";
import { type Client, createClient, type Interceptor, type Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { createKey, type KeyRequest } from "../../src/auth/create-key.js";
import { createServerBackend } from "../../src/backend/create-server-backend.js";
import type { ServerBackend, ServerBackendOptions } from "../../src/backend/server-backend.js";
import type { EventStore } from "../../src/store/contract/event-store.js";
import { createRestTransport } from "../http/create-rest-transport.js";
import { openSqliteHarness } from "../suites/open-sqlite-harness.js";

/** Protocols to reach a server. */
export const protocols = ["connect", "grpc", "grpc-web", "rest"] as const;
type Protocol = (typeof protocols)[number];

/** A server over an empty store that listens on two ports, one for HTTP/1.1 and one for HTTP/2. */
export interface ServedBackend {
  readonly store: EventStore;
  readonly server: ServerBackend;
  /** Base URL for HTTP/1.1. */
  readonly url: string;
  /** Errors whose messages no caller sees. */
  readonly errors: unknown[];
  client(protocol: Protocol, key?: string): Client<typeof ChaukasServerService>;
  /** Returns a client for a service of OTLP over gRPC. */
  otlp<Service extends typeof TraceService | typeof LogsService>(service: Service): Client<Service>;
  createKey(request: KeyRequest): Promise<string>;
  close(): Promise<void>;
}

/** Serves the reference server's backend through the framework, over every protocol. */
export async function serveBackend(
  options: ServerBackendOptions & {
    readonly wrapStore?: (store: EventStore) => EventStore;
    readonly openStore?: () => Promise<{ readonly store: EventStore; dispose(): Promise<void> }>;
  },
): Promise<ServedBackend> {
  const { wrapStore = (store) => store, openStore = openSqliteHarness, ...serverOptions } = options;
  const { store, dispose } = await openStore();
  const server = createServerBackend(wrapStore(store), serverOptions);
  const errors: unknown[] = [];
  const handler = createChaukasNodeHandler(server.backend, {
    ...server.handlerOptions,
    protocols: [createOtlpProtocol()],
    onError: (error) => errors.push(error),
  });
  const listeners = [await serveHttp1(handler), await serveHttp2(handler)] as const;
  return {
    store,
    server,
    errors,
    url: listeners[0].url,
    client: (protocol, key) => createClient(ChaukasServerService, createTransport(protocol, listeners, key)),
    otlp: (service) => createClient(service, createTransport("grpc", listeners, undefined)),
    createKey: async (request) => (await createKey(store.keys, request)).key,
    async close() {
      await Promise.all(listeners.map((listener) => listener.close()));
      await dispose();
    },
  };
}

function createTransport(
  protocol: Protocol,
  [http1, http2]: readonly [LoopbackServer, LoopbackServer],
  key: string | undefined,
): Transport {
  const interceptors = [sendKey(key)];
  switch (protocol) {
    case "connect":
      return createConnectTransport({ baseUrl: http1.url, httpVersion: "1.1", interceptors });
    case "grpc":
      return createGrpcTransport({ baseUrl: http2.url, interceptors });
    case "grpc-web":
      return createGrpcWebTransport({ baseUrl: http1.url, httpVersion: "1.1", interceptors });
    case "rest":
      return withKey(createRestTransport(http1.url), key);
  }
}

function sendKey(key: string | undefined): Interceptor {
  return (next) => (request) => {
    if (key !== undefined) {
      request.header.set("authorization", `Bearer ${key}`);
    }
    return next(request);
  };
}

function withKey(transport: Transport, key: string | undefined): Transport {
  return {
    ...transport,
    unary(method, signal, timeoutMs, header, message, values) {
      const headers = new Headers(header);
      if (key !== undefined) {
        headers.set("authorization", `Bearer ${key}`);
      }
      return transport.unary(method, signal, timeoutMs, headers, message, values);
    },
  };
}
