// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasClientService } from "@chaukas/spec-client";
import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import { ChaukasServerService } from "@chaukas/spec-server";
import { createChaukasNodeHandler } from "@chaukas/spec-server/node";
import { Code, ConnectError } from "@connectrpc/connect";
import { repeatUntilStopped } from "../audit/checkpoints/repeat-until-stopped.js";
import { readSigningKey } from "../audit/signing-key/read-signing-key.js";
import type { SigningKey } from "../audit/signing-key/signing-key.js";
import { createServerBackend } from "../backend/create-server-backend.js";
import { toLogOptions } from "../config/log-options.js";
import type { ServerConfig } from "../config/server-config.js";
import { defaultServerConfig } from "../config/settings.js";
import { ServerStartError } from "../errors/server-start-error.js";
import { Health as HealthService } from "../gen/health/v1/health_pb.js";
import { createHealth } from "../health/create-health.js";
import { registerHealth } from "../health/register-health.js";
import { createLog, type Log } from "../log/create-log.js";
import { createMetrics, type Metrics } from "../metrics/create-metrics.js";
import { registerReflection } from "../reflection/register-reflection.js";
import type { EventStore } from "../store/event-store.js";
import { openStore } from "../store/open-store.js";
import { createListener } from "./create-listener.js";
import { createRequestListener } from "./create-request-listener.js";
import { isLoopback } from "./is-loopback.js";
import { listen } from "./listen.js";
import type { NodeHandler } from "./node-handler.js";
import { observeServer } from "./observe-server.js";
import { readTlsFiles } from "./read-tls-files.js";
import type { RunningServer } from "./running-server.js";

/** What a server can be given instead of making it itself. */
export interface ServerDependencies {
  /**
   * Store to serve. It is closed with the server, and the metrics do not tell of its transactions. Default: the one that
   * the configuration names is opened.
   */
  readonly store?: EventStore;
  /** Where the server says what it does. Default: stderr, as the configuration says. */
  readonly log?: Log;
}

const services = [ChaukasClientService, ChaukasServerService, ChaukasAuditService];

/**
 * Starts the reference server: gRPC, gRPC-Web, Connect, REST, health and reflection on one port. What the
 * configuration leaves out has its default.
 *
 * Rejects with a `ServerStartError` when it cannot listen, and with a `StoreError` when the store cannot be opened.
 */
export async function startServer(
  given: Partial<ServerConfig> = {},
  dependencies: ServerDependencies = {},
): Promise<RunningServer> {
  const config: ServerConfig = { ...defaultServerConfig, ...given };
  const tls = readTlsFiles(config);
  const log = dependencies.log ?? createLog(config.logLevel);
  const signingKey = config.signingKey === undefined ? undefined : readSigningKey(config.signingKey, config.origin);
  const metrics = createMetrics();
  const store = dependencies.store ?? (await openConfigured(config, metrics));
  try {
    const open = await store.keys.isEmpty();
    const local = isLoopback(config.host);
    if (open && !local) {
      throw new ServerStartError(
        "keys_needed",
        `host: expected a loopback address, since the store has no keys, got ${config.host}`,
        "make a key with `chaukas-server keys create --tenant TENANT`, or listen on 127.0.0.1",
      );
    }
    return await serve(config, { store, log, metrics, open, tls, signingKey });
  } catch (error) {
    await store.close();
    throw error;
  }
}

function openConfigured(config: ServerConfig, { observeCommit }: Metrics): Promise<EventStore> {
  return openStore(config.store, {
    maxQueryMs: config.maxQueryMs,
    ...toLogOptions(config),
    onCommit: observeCommit,
  });
}

interface Parts {
  readonly store: EventStore;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Whether callers need no key, until there is one. */
  readonly open: boolean;
  readonly tls: ReturnType<typeof readTlsFiles>;
  readonly signingKey: SigningKey | undefined;
}

async function serve(config: ServerConfig, parts: Parts): Promise<RunningServer> {
  const { store, log, metrics, open, tls, signingKey } = parts;
  const observation = observeServer(metrics, log);
  const health = createHealth(() => store.check());
  const { backend, handlerOptions, audit, load } = createServerBackend(store, {
    authentication: open ? "first-key" : "keys",
    ...(config.defaultTenant === undefined ? {} : { defaultTenantId: config.defaultTenant }),
    limits: pickLimits(config),
    ...(signingKey && { audit: { signingKey, allowRedaction: config.redaction === "on" } }),
    hooks: observation.hooks,
  });
  const auditHealth = createHealth(async () => {
    await store.check();
    if (!audit.isSound()) {
      throw new Error("a log contradicts its last checkpoint");
    }
  });
  let stopping = false;
  const handler = createChaukasNodeHandler(
    {
      ...backend,
      healthz(context) {
        if (stopping) {
          throw new ConnectError("server: it is about to stop", Code.Unavailable);
        }
        return backend.healthz?.(context);
      },
    },
    {
      ...handlerOptions,
      ...observation.options,
      interceptors: [...observation.options.interceptors, ...handlerOptions.interceptors],
      ...(config.corsOrigins.length === 0 ? {} : { cors: { origins: corsOrigins(config) } }),
      services(router) {
        handlerOptions.services(router);
        registerHealth(
          router,
          new Map([
            ["", health],
            ...services.map(({ typeName }) => [typeName, health] as const),
            [ChaukasAuditService.typeName, auditHealth],
          ]),
        );
        registerReflection(router, [...services, HealthService]);
      },
    },
  ) as NodeHandler;
  const served = config.metrics === "on" || (config.metrics === "auto" && isLoopback(config.host));
  const listener = createListener(
    config,
    createRequestListener(handler, { metrics: served ? metrics : undefined, loopbackOnly: open }),
    tls,
  );
  listener.server.on("drop", () => metrics.countLimit("connections"));
  metrics.watch({ load, connections: () => listener.connections() });
  const port = await listen(listener.server, config.host, config.port);
  const url = formatUrl(tls === undefined ? "http" : "https", config.host, port);
  log.info({ url }, "listening");
  if (open) {
    log.warn("the store has no keys: whoever reaches this machine's loopback may read and write all events");
  }
  const signing = repeatUntilStopped(audit.signDueCheckpoints, config.checkpointIntervalSeconds * 1000);
  let closed: Promise<void> | undefined;
  const close = async () => {
    stopping = true;
    health.stop();
    auditHealth.stop();
    log.info({ seconds: config.drainSeconds }, "stopping");
    await listener.drain(config.drainSeconds * 1000);
    await signing.stop();
    await store.close();
    log.info("stopped");
  };
  return {
    url,
    port,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

function pickLimits(config: ServerConfig) {
  const { maxEventBytes, maxBatchSize, maxRequestBytes, maxBufferedBytes } = config;
  const { maxConcurrentRequests, maxQueuedRequests, maxPendingBytes } = config;
  return {
    maxEventBytes,
    maxBatchSize,
    maxRequestBytes,
    maxBufferedBytes,
    maxConcurrentRequests,
    maxQueuedRequests,
    maxPendingBytes,
  };
}

function corsOrigins({ corsOrigins: origins }: ServerConfig): readonly string[] | "*" {
  return origins.includes("*") ? "*" : origins;
}

function formatUrl(scheme: string, host: string, port: number): string {
  return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
