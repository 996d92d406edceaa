// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasClientService } from "@chaukas/spec-client";
import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import { LogsService, TraceService } from "@chaukas/spec-otel/otlp";
import { ChaukasServerService } from "@chaukas/spec-server";
import { createChaukasNodeHandler } from "@chaukas/spec-server/node";
import { createOtlpProtocol } from "@chaukas/spec-server/otlp";
import { Code, ConnectError } from "@connectrpc/connect";
import type { SigningKey } from "../audit/checkpoints/signing-key.js";
import { boundTenantOf, type Caller, callerOf } from "../auth/caller.js";
import { createServerBackend } from "../backend/create-server-backend.js";
import { runPeriodically } from "../concurrency/run-periodically.js";
import type { ServerConfig } from "../config/server-config.js";
import type { ForwardHooks } from "../forward/forward-hooks.js";
import type { OtlpEndpoint } from "../forward/post-otlp.js";
import { Health as HealthService } from "../gen/health/v1/health_pb.js";
import { createHealth, registerHealth } from "../grpc/create-health.js";
import { registerReflection } from "../grpc/register-reflection.js";
import type { Logger } from "../observe/create-logger.js";
import { createMetrics, type Metrics } from "../observe/create-metrics.js";
import { createForwardHooks } from "../observe/observe-forwarding.js";
import { observeServer } from "../observe/observe-server.js";
import type { EventStore } from "../store/contract/event-store.js";
import { defaultHeartbeatMs } from "../watch/create-watch-events.js";
import { createAnswerBudget } from "./create-answer-budget.js";
import { createListener, listen, type TlsFiles } from "./create-listener.js";
import { createRequestListener, type NodeHandler } from "./create-request-listener.js";
import { isLoopback } from "./is-loopback.js";

export { createMetrics };

/** A server that is listening. */
export interface RunningServer {
  /** Base URL, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops the server: health turns NOT_SERVING, no connections are accepted, running requests get `drainSeconds` to
   * finish, and then the store is closed. Repeated calls return the same promise.
   */
  close(): Promise<void>;
}

/** What a server needs before it listens. */
export interface ServeParts {
  readonly store: EventStore;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Whether calls need no key until the first one is created. */
  readonly open: boolean;
  readonly tls: TlsFiles | undefined;
  readonly signingKey: SigningKey | undefined;
}

const services = [ChaukasClientService, ChaukasServerService, ChaukasAuditService, TraceService, LogsService];

/**
 * Returns the tenant of spans and log records that a key or the settings do not determine. OTLP cannot name one, so on a
 * server without keys it is `default`.
 */
function otlpTenantOf({ keyId, tenantId }: Caller): string {
  return keyId === undefined && tenantId === "" ? "default" : "";
}

/** Serves a store that is open. Rejects with a `ServerStartError` if it cannot listen. */
export async function serve(config: ServerConfig, parts: ServeParts): Promise<RunningServer> {
  const { store, logger, metrics, open, tls, signingKey } = parts;
  const observation = observeServer(metrics, logger, boundTenantOf);
  const answers = createAnswerBudget(config.maxUnreadBytes, () => observation.hooks.onLimit?.("unread_bytes"));
  const health = createHealth(() => store.check());
  const { backend, handlerOptions, audit, load, checkClock, stopWatches } = createServerBackend(store, {
    authentication: open ? "first-key" : "keys",
    ...(config.defaultTenant === undefined ? {} : { defaultTenantId: config.defaultTenant }),
    unknownFields: config.unknownFields,
    limits: pickLimits(config),
    ...(signingKey && { audit: { signingKey, allowRedaction: config.redaction === "on" } }),
    hooks: observation.hooks,
    takeCut: answers.takeCut,
    // A stream without events must not look like a connection that nobody uses.
    watchTimes: { heartbeatMs: Math.min(defaultHeartbeatMs, config.idleTimeoutSeconds * 500) },
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
          throw new ConnectError("server: shutting down", Code.Unavailable);
        }
        return backend.healthz?.(context);
      },
    },
    {
      ...handlerOptions,
      ...observation.options,
      bufferOwner(context) {
        const owner = handlerOptions.bufferOwner(context);
        answers.setOwner(owner);
        return owner;
      },
      interceptors: [...observation.options.interceptors, ...handlerOptions.interceptors],
      ...(config.corsOrigins.length === 0
        ? {}
        : { cors: { origins: corsOrigins(config), allowedHeaders: config.corsHeaders } }),
      protocols: [createOtlpProtocol({ tenantId: ({ values }) => otlpTenantOf(callerOf(values)) })],
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
  const isServed = (setting: "auto" | "on" | "off") =>
    setting === "on" || (setting === "auto" && isLoopback(config.host));
  const listener = createListener(
    config,
    answers.limit(
      createRequestListener(handler, {
        metrics: isServed(config.metrics) ? metrics : undefined,
        servesExplorer: isServed(config.explorer),
        loopbackOnly: open,
      }),
    ),
    tls,
  );
  listener.server.on("drop", () => metrics.countLimit("connections"));
  metrics.watch({ load, connections: () => listener.connections(), unreadBytes: () => answers.unreadBytes });
  // Before the first event can arrive.
  const forwarder = await startForwarding(config, store, createForwardHooks(metrics, logger, observation.hooks));
  const port = await listen(listener.server, config.host, config.port).catch(async (error: unknown) => {
    await forwarder?.stop();
    throw error;
  });
  const url = formatUrl(tls === undefined ? "http" : "https", config.host, port);
  logger.info({ url }, "listening");
  if (open) {
    logger.warn(
      "the store has no keys: anyone who can reach the loopback address of this machine can read and write all events",
    );
  }
  // A failure has been reported, and fails no start.
  const clockChecked = checkClock().catch(() => {});
  const signing = runPeriodically(audit.signDueCheckpoints, config.checkpointIntervalSeconds * 1000);
  let closed: Promise<void> | undefined;
  const close = async () => {
    stopping = true;
    health.stop();
    auditHealth.stop();
    logger.info({ seconds: config.drainSeconds }, "stopping");
    stopWatches();
    await listener.drain(config.drainSeconds * 1000);
    await Promise.all([signing.stop(), forwarder?.stop(), clockChecked]);
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

/** Starts forwarding if it is configured. It is loaded only then. */
async function startForwarding(config: ServerConfig, store: EventStore, hooks: ForwardHooks) {
  if (config.forwardOtlp === undefined) {
    return undefined;
  }
  const { startForwarder } = await import("../forward/create-forwarder.js");
  return startForwarder(store, readEndpoint(config.forwardOtlp, config.forwardOtlpHeaders), hooks);
}

/** Reads an endpoint. `fetch` takes no credentials from a URL. */
function readEndpoint(text: string, given: readonly string[]): OtlpEndpoint {
  const url = new URL(text);
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const basic = credentials === ":" ? {} : { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
  url.username = "";
  url.password = "";
  const headers = given.map((header) => {
    const split = header.indexOf("=");
    return [header.slice(0, split).toLowerCase(), decodeURIComponent(header.slice(split + 1))] as const;
  });
  return { url: url.href, headers: { ...basic, ...Object.fromEntries(headers) } };
}

function pickLimits(config: ServerConfig) {
  const { maxEventBytes, maxBatchSize, maxRequestBytes, maxBufferedBytes } = config;
  const { maxConcurrentRequests, maxQueuedRequests, maxPendingBytes, maxPageBytes, maxWatches } = config;
  return {
    maxEventBytes,
    maxBatchSize,
    maxRequestBytes,
    maxBufferedBytes,
    maxConcurrentRequests,
    maxQueuedRequests,
    maxPendingBytes,
    maxPageBytes,
    maxWatches,
  };
}

function corsOrigins({ corsOrigins: origins }: ServerConfig): readonly string[] | "*" {
  return origins.includes("*") ? "*" : origins;
}

function formatUrl(scheme: string, host: string, port: number): string {
  return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
