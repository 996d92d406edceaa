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
import { type Client, createClient, type Interceptor, type Transport } from "@connectrpc/connect";
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
  server(key?: string, protocol?: (typeof protocols)[number]): Client<typeof ChaukasServerService>;
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
    audit: (protocol = "connect", key) =>
      createClient(
        ChaukasAuditService,
        protocol === "rest"
          ? createRestTransport(running.url, auditRestCalls, key)
          : createRpcTransport(protocol, running.url, key),
      ),
    server: (key, protocol = "connect") =>
      createClient(
        ChaukasServerService,
        protocol === "rest"
          ? createRestTransport(running.url, undefined, key)
          : createRpcTransport(protocol, running.url, key),
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

function createRpcTransport(
  protocol: Exclude<(typeof protocols)[number], "rest">,
  baseUrl: string,
  key: string | undefined,
): Transport {
  const options = { baseUrl, httpVersion: "1.1" as const, interceptors: [sendKey(key)] };
  switch (protocol) {
    case "connect":
      return createConnectTransport(options);
    case "grpc":
      return createGrpcTransport({ baseUrl, interceptors: options.interceptors });
    case "grpc-web":
      return createGrpcWebTransport(options);
  }
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
