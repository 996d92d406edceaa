// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createKey,
  createLogger,
  openStore,
  type RunningServer,
  type ServerConfig,
  startServer,
} from "@chaukas/server";
import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import { ChaukasServerService } from "@chaukas/spec-server";
import { type Client, createClient, type Interceptor } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import type { SigningKey } from "../../src/audit/checkpoints/signing-key.js";
import { createSigningKeyFile } from "../../src/audit/checkpoints/signing-key-file.js";
import type { KeyRequest } from "../../src/auth/create-key.js";
import { auditRestCalls } from "../http/audit-rest-calls.js";
import { createRestTransport } from "../http/create-rest-transport.js";
import type { protocols } from "./serve-backend.js";

/** A running server with a signing key, over a store in a new file. */
export interface ServedAudit {
  readonly running: RunningServer;
  readonly store: string;
  readonly signingKey: SigningKey;
  /** Lines that the server has logged. */
  readonly log: readonly {
    readonly level: string;
    readonly msg: string;
    readonly err?: { readonly message: string };
  }[];
  /** Client of the audit service. */
  audit(protocol?: (typeof protocols)[number], key?: string): Client<typeof ChaukasAuditService>;
  /** Client for ingest and queries. */
  server(key?: string): Client<typeof ChaukasServerService>;
  /** Restarts the server with other settings. */
  restart(config?: Partial<ServerConfig>): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server with redaction and a signing key for `audit.example.com`. Creates the given API keys, if any. */
export async function serveAudit(
  config: Partial<ServerConfig> = {},
  keys: readonly KeyRequest[] = [],
): Promise<ServedAudit> {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-audit-"));
  const store = join(folder, "events.db");
  const file = join(folder, "signing.key");
  const signingKey = createSigningKeyFile(file, "audit.example.com");
  await addKeys(store, keys);
  const log: { level: string; msg: string }[] = [];
  const settings: Partial<ServerConfig> = { port: 0, store, signingKey: file, redaction: "on", ...config };
  const start = (changes: Partial<ServerConfig>) =>
    startServer(
      { ...settings, ...changes },
      { logger: createLogger("debug", { write: (line) => void log.push(JSON.parse(line)) }) },
    );
  let running = await start({});
  return {
    get running() {
      return running;
    },
    store,
    signingKey,
    log,
    audit(protocol = "connect", key) {
      const options = { baseUrl: running.url, httpVersion: "1.1" as const, interceptors: [sendKey(key)] };
      switch (protocol) {
        case "connect":
          return createClient(ChaukasAuditService, createConnectTransport(options));
        case "grpc":
          return createClient(
            ChaukasAuditService,
            createGrpcTransport({ baseUrl: running.url, interceptors: options.interceptors }),
          );
        case "grpc-web":
          return createClient(ChaukasAuditService, createGrpcWebTransport(options));
        case "rest":
          return createClient(ChaukasAuditService, createRestTransport(running.url, auditRestCalls, key));
      }
    },
    server: (key) =>
      createClient(
        ChaukasServerService,
        createConnectTransport({ baseUrl: running.url, httpVersion: "1.1", interceptors: [sendKey(key)] }),
      ),
    async restart(changes = {}) {
      await running.close();
      running = await start(changes);
    },
    async close() {
      await running.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function addKeys(path: string, keys: readonly KeyRequest[]): Promise<void> {
  if (keys.length === 0) {
    return;
  }
  const store = await openStore(path);
  for (const key of keys) {
    await createKey(store.keys, key);
  }
  await store.close();
}

function sendKey(key: string | undefined): Interceptor {
  return (next) => (request) => {
    if (key !== undefined) {
      request.header.set("authorization", `Bearer ${key}`);
    }
    return next(request);
  };
}
