// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasClientService } from "@chaukas/spec-client";
import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import { ChaukasServerService } from "@chaukas/spec-server";
import { createChaukasNodeHandler } from "@chaukas/spec-server/node";
import { Code, ConnectError } from "@connectrpc/connect";
import type { SigningKey } from "../audit/checkpoints/signing-key.js";
import { readSigningKey } from "../audit/checkpoints/signing-key-file.js";
import { createServerBackend } from "../backend/create-server-backend.js";
import { runPeriodically } from "../concurrency/run-periodically.js";
import { toLogOptions } from "../config/log-options.js";
import type { ServerConfig } from "../config/server-config.js";
import { defaultServerConfig } from "../config/settings.js";
import { ServerStartError } from "../errors/server-start-error.js";
import { Health as HealthService } from "../gen/health/v1/health_pb.js";
import { createHealth, registerHealth } from "../grpc/create-health.js";
import { registerReflection } from "../grpc/register-reflection.js";
import { createLogger, type Log, type Logger } from "../observe/create-logger.js";
import { createMetrics, type Metrics } from "../observe/create-metrics.js";
import { observeServer } from "../observe/observe-server.js";
import type { EventStore } from "../store/contract/event-store.js";
import { openStore } from "../store/open-store.js";
import { createListener, listen } from "./create-listener.js";
import { createRequestListener, isLoopback, type NodeHandler } from "./create-request-listener.js";
import { readTlsFiles } from "./read-tls-files.js";

/** A server that listens. */
export interface RunningServer {
  /** Base URL without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops the server: health says so, no connection is taken any more, requests under way get the configured time to
   * finish, then the store is closed. Repeated calls wait for the same end.
   */
  close(): Promise<void>;
}

/** What a server can be given instead of making it itself. */
export interface ServerDependencies {
  /**
   * Store to serve. It is closed with the server, and the metrics do not tell of its transactions. Default: the one that
   * the configuration names is opened.
   */
  readonly store?: EventStore;
  /** Where the server says what it does. Default: stderr, as the configuration says. */
  readonly logger?: Logger;
  /** @deprecated Use `logger`, which is taken where both are set. */
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
  const logger = dependencies.logger ?? dependencies.log ?? createLogger(config.logLevel);
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
    return await serve(config, { store, logger, metrics, open, tls, signingKey });
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
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Whether callers need no key, until there is one. */
  readonly open: boolean;
  readonly tls: ReturnType<typeof readTlsFiles>;
  readonly signingKey: SigningKey | undefined;
}

async function serve(config: ServerConfig, parts: Parts): Promise<RunningServer> {
  const { store, logger, metrics, open, tls, signingKey } = parts;
  const observation = observeServer(metrics, logger);
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
  logger.info({ url }, "listening");
  if (open) {
    logger.warn("the store has no keys: whoever reaches this machine's loopback may read and write all events");
  }
  const signing = runPeriodically(audit.signDueCheckpoints, config.checkpointIntervalSeconds * 1000);
  let closed: Promise<void> | undefined;
  const close = async () => {
    stopping = true;
    health.stop();
    auditHealth.stop();
    logger.info({ seconds: config.drainSeconds }, "stopping");
    await listener.drain(config.drainSeconds * 1000);
    await signing.stop();
    await store.close();
    logger.info("stopped");
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
