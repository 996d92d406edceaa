// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { CapabilitiesSchema, Event } from "@chaukas/spec-common";
import { limitError } from "@chaukas/spec-server";
import { Code, ConnectError, type ContextValues } from "@connectrpc/connect";
import { type Audit, createAudit } from "../audit/create-audit.js";
import { type Authenticate, createAuthentication, createOpenAccess } from "../auth/authenticate.js";
import { type Caller, callerOf, checkProject, checkTenant, hasCaller } from "../auth/caller.js";
import { createFirstKeyAccess } from "../auth/create-first-key-access.js";
import { createKeyAccess } from "../auth/create-key-access.js";
import { createKeyFinder } from "../auth/create-key-finder.js";
import { createGate, type Gate } from "../limits/create-gate.js";
import { createStoreCalls, retryAfterSeconds, type StoreCalls } from "../limits/create-store-calls.js";
import { createRequestLimit } from "../limits/limit-requests.js";
import { resolveLimits } from "../limits/server-limits.js";
import type { LimitName, ServerHooks } from "../observe/server-hooks.js";
import { createCountEvents } from "../query/count-events.js";
import { createFindEvents } from "../query/find-events.js";
import type { EventStore } from "../store/contract/event-store.js";
import { createAnswers } from "./create-answers.js";
import { createIngestEvents } from "./ingest-events.js";
import type { ServerBackend, ServerBackendOptions } from "./server-backend.js";

/**
 * Creates the reference server's answers to all calls, over a store: ingest, query, statistics, tenants, keys and
 * limits. Serve `backend` with `handlerOptions`, through whatever handler of the framework. The store stays the
 * caller's, to be closed after the last call.
 *
 * Throws a `ServerError` when an option is not usable.
 */
export function createServerBackend(store: EventStore, options: ServerBackendOptions): ServerBackend {
  const { now = Date.now, hooks = {} } = options;
  const limits = resolveLimits(options.limits);
  const callStore = createStoreCalls(hooks);
  const { maxConcurrentRequests, maxQueuedRequests: maxWaiting } = limits;
  const all = gate(hooks, "requests", maxConcurrentRequests, maxWaiting);
  const reading = gate(hooks, "requests", Math.ceil(maxConcurrentRequests / 2), maxWaiting);
  const pendingBytes = gate(hooks, "pending_bytes", limits.maxPendingBytes, maxWaiting);
  const authenticate = createAccess(store, callStore, options);
  const audit = createAudit({ store, options: options.audit, callStore, now, hooks });
  return {
    backend: createAnswers({
      healthz: () => callStore(() => store.check()),
      capabilities: describeCapabilities(options, limits.maxBatchSize),
      ingest: createIngestEvents({ store, callStore, pendingBytes, now, hooks: noteGrowth(hooks, audit) }),
      findEvents: createFindEvents(store, callStore),
      countEvents: createCountEvents(store, callStore),
    }),
    handlerOptions: {
      requestGate: authenticate,
      interceptors: [createAuthentication(authenticate), createRequestLimit({ all, reading })],
      maxBatchSize: limits.maxBatchSize,
      maxEventBytes: limits.maxEventBytes,
      maxRequestBytes: limits.maxRequestBytes,
      maxBufferedBytes: limits.maxBufferedBytes,
      bufferOwner: ({ values }) => tenantOf(values),
      onBufferLimit: () => hooks.onLimit?.("buffered_bytes"),
      enrich(event, { values }) {
        assignOwner(event, callerOf(values));
        return event;
      },
      services: audit.register,
      routes: audit.routes,
    },
    audit,
    load: () => ({
      runningRequests: all.inside,
      queuedRequests: all.waiting + reading.waiting,
      pendingBytes: pendingBytes.inside,
    }),
  };
}

/** Tenant whose bytes a call holds. Undefined where callers are not told apart. */
function tenantOf(values: ContextValues): string | undefined {
  const caller = hasCaller(values) ? callerOf(values) : undefined;
  return caller === undefined || caller.anyTenant ? undefined : caller.tenantId;
}

/** Tells the audit of logs that grow. */
function noteGrowth(hooks: ServerHooks, audit: Audit): ServerHooks {
  return {
    ...hooks,
    onIngested(counts) {
      if (counts.accepted > 0) {
        audit.noteGrowth(counts.tenantId);
      }
      hooks.onIngested?.(counts);
    },
  };
}

/** Finds out who calls. Keys that are not known can be made up without end, so few are looked up at a time. */
function createAccess(store: EventStore, callStore: StoreCalls, options: ServerBackendOptions): Authenticate {
  const { authentication, defaultTenantId = "", now = Date.now, hooks = {} } = options;
  const open = createOpenAccess(defaultTenantId);
  if (authentication === "none") {
    return open;
  }
  const lookups = gate(hooks, "key_lookups", 8, 1024);
  const lookUp: StoreCalls = async (question) => {
    const leave = await lookups.enter("");
    return callStore(question).finally(leave);
  };
  const keyed = createKeyAccess(createKeyFinder(store.keys, lookUp, now), hooks);
  return authentication === "keys"
    ? keyed
    : createFirstKeyAccess({ isEmpty: () => callStore(() => store.keys.isEmpty()), open, keyed, now });
}

function gate(hooks: ServerHooks, limit: LimitName, capacity: number, maxWaiting: number): Gate {
  return createGate({
    capacity,
    maxWaiting,
    refused() {
      hooks.onLimit?.(limit);
      return limitError("server: it has too much to do at the moment; try again", { retryAfterSeconds });
    },
  });
}

/**
 * Fills in tenant and project of an event from the caller's key. Throws `permission_denied` when the event belongs to
 * a tenant or a project that the key does not cover.
 */
function assignOwner(event: Event, caller: Caller): void {
  // Without a key, a missing tenant is left to the rules of the protos, whose violations say where it is missing.
  if (event.tenantId !== "" || caller.tenantId !== "") {
    event.tenantId = checkTenant(caller, event.tenantId, "event.tenant_id");
  }
  const [projectId, ...others] = checkProject(caller, event.projectId, "event.project_id");
  if (others.length > 0) {
    throw new ConnectError("event.project_id: expected a project of the key, got none", Code.PermissionDenied);
  }
  event.projectId = projectId ?? "";
}

/** What the reference server can do. Who may redact events may alter them. */
function describeCapabilities(
  { authentication, audit }: Pick<ServerBackendOptions, "authentication" | "audit">,
  maxBatchSize: number,
): MessageInitShape<typeof CapabilitiesSchema> {
  return {
    wormRetention: audit?.allowRedaction !== true,
    auditProofs: audit !== undefined,
    distributedQuery: false,
    rbac: authentication === "keys",
    sso: false,
    policyDecisions: true,
    dataAccessEvents: true,
    supportsBatchIngestion: true,
    supportsEventQuerying: true,
    supportsStatistics: true,
    maxBatchSize,
  };
}
