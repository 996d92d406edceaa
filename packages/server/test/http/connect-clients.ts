// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Agent } from "node:http";
import { ChaukasServerService } from "@chaukas/spec-server";
import { type Client, createClient, type Transport } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
  Http2SessionManager,
} from "@connectrpc/connect-node";
import { createRestTransport } from "./create-rest-transport.ts";

export type ServiceClient = Client<typeof ChaukasServerService>;

/** Clients of a server, one for each protocol. */
export interface Clients {
  /** gRPC, Connect in binary form, Connect in JSON, gRPC-Web and REST, in this order. */
  readonly all: readonly ServiceClient[];
  /** The gRPC client. */
  readonly grpc: ServiceClient;
  /** Closes the connections. */
  close(): void;
}

/** Connects to a server over every protocol. Calls time out after half a minute. */
export function connectClients(baseUrl: string): Clients {
  const agent = new Agent({ keepAlive: true });
  const sessionManager = new Http2SessionManager(baseUrl);
  const defaultTimeoutMs = 30_000;
  const overHttp1 = { baseUrl, httpVersion: "1.1", nodeOptions: { agent }, defaultTimeoutMs } as const;
  const connect = (transport: Transport) => createClient(ChaukasServerService, transport);
  const grpc = connect(createGrpcTransport({ baseUrl, sessionManager, defaultTimeoutMs }));
  return {
    grpc,
    all: [
      grpc,
      connect(createConnectTransport({ ...overHttp1, useBinaryFormat: true })),
      connect(createConnectTransport({ ...overHttp1, useBinaryFormat: false })),
      connect(createGrpcWebTransport(overHttp1)),
      connect(createRestTransport(baseUrl)),
    ],
    close() {
      sessionManager.abort();
      agent.destroy();
    },
  };
}
