// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import { type Client, createClient } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
  Http2SessionManager,
} from "@connectrpc/connect-node";
import { auditRestCalls } from "../../http/audit-rest-calls.ts";
import { createRestTransport } from "../../http/create-rest-transport.ts";

export type AuditClient = Client<typeof ChaukasAuditService>;

/** Clients of a server's audit service, one for each protocol. */
export interface AuditClients {
  readonly all: readonly [AuditClient, ...AuditClient[]];
  /** Closes the connections. */
  close(): void;
}

/** Connects to the audit service of a server over every protocol. Calls time out after half a minute. */
export function connectAuditors(baseUrl: string): AuditClients {
  const sessionManager = new Http2SessionManager(baseUrl);
  const options = { baseUrl, httpVersion: "1.1", defaultTimeoutMs: 30_000 } as const;
  return {
    all: [
      createClient(ChaukasAuditService, createGrpcTransport({ baseUrl, sessionManager, defaultTimeoutMs: 30_000 })),
      createClient(ChaukasAuditService, createConnectTransport(options)),
      createClient(ChaukasAuditService, createGrpcWebTransport(options)),
      createClient(ChaukasAuditService, createRestTransport(baseUrl, auditRestCalls)),
    ],
    close: () => sessionManager.abort(),
  };
}
