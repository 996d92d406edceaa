// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { MessageInitShape } from "@bufbuild/protobuf";
import type { CapabilitiesSchema, Event } from "@chaukas/spec-common";
import { limitError } from "@chaukas/spec-server";
import { Code, ConnectError } from "@connectrpc/connect";
import { auditCodecs } from "../audit/audit-codecs.js";
import { type Audit, createAudit } from "../audit/create-audit.js";
import { createEventRoute } from "../audit/create-event-route.js";
import { type Authenticate, createAuthentication, createOpenAccess } from "../auth/authenticate.js";
import { boundTenantOf, type Caller, callerOf, checkProject, checkTenant } from "../auth/caller.js";
import { createFirstKeyAccess } from "../auth/create-first-key-access.js";
import { createKeyAccess } from "../auth/create-key-access.js";
import { createKeyFinder } from "../auth/create-key-finder.js";
import { createGate, type Gate } from "../limits/create-gate.js";
import { createStoreCalls, retryAfterSeconds, type StoreCalls } from "../limits/create-store-calls.js";
import { createRequestLimit } from "../limits/limit-requests.js";
import { resolveLimits } from "../limits/server-limits.js";
import type { LimitName, ServerHooks } from "../observe/server-hooks.js";
import { watchClock } from "../observe/watch-clock.js";
import { createCountEvents } from "../query/count-events.js";
import { createFindEvents } from "../query/find-events.js";
import { createListSessions } from "../query/list-sessions.js";
import type { EventStore } from "../store/contract/event-store.js";
import { createWatches, type Watches } from "../watch/create-watch-events.js";
import { checkClock } from "./check-clock.js";
import { createAnswers } from "./create-answers.js";
import { createIngestEvents } from "./ingest-events.js";
import type { ServerBackend, ServerBackendOptions } from "./server-backend.js";

/**
 * Creates the backend of the reference server over a store: ingest, query, statistics, tenants, keys and limits. Serve
 * `backend` with `handlerOptions`, through any handler of the framework. The caller keeps ownership of the store and
 * closes it after the last call.
 *
 * Throws a `ServerError` for an invalid option.
 */
export function createServerBackend(store: EventStore, options: ServerBackendOptions): ServerBackend {
  const { hooks = {} } = options;
  const clock = watchClock(options.now ?? Date.now, (behindMs) => hooks.onClockStep?.({ behindMs }));
  const { now } = clock;
  const limits = resolveLimits(options.limits);
  const callStore = createStoreCalls(hooks);
  const { maxConcurrentRequests, maxQueuedRequests: maxWaiting } = limits;
  const all = gate(hooks, "requests", maxConcurrentRequests, maxWaiting);
  const reading = gate(hooks, "requests", Math.ceil(maxConcurrentRequests / 2), maxWaiting);
  const pendingBytes = gate(hooks, "pending_bytes", limits.maxPendingBytes, maxWaiting);
  const authenticate = createAccess(store, callStore, options);
  const { maxWatches } = limits;
  const { takeCut, watchTimes } = options;
  const watches = createWatches({ store, callStore, reading, authenticate, maxWatches, hooks, takeCut }, watchTimes);
  const audit = createAudit({ store, options: options.audit, callStore, now, hooks: noteRedactions(hooks, watches) });
  return {
    backend: createAnswers({
      healthz: () => callStore(() => store.check()),
      capabilities: describeCapabilities(options, limits.maxBatchSize),
      ingest: createIngestEvents({ store, callStore, pendingBytes, now, hooks: noteGrowth(hooks, audit, watches) }),
      findEvents: createFindEvents(store, callStore, limits.maxPageBytes),
      countEvents: createCountEvents(store, callStore),
      listSessions: createListSessions(store, callStore, limits.maxPageBytes),
      watch: watches.watch,
    }),
    handlerOptions: {
      requestGate: authenticate,
      interceptors: [createAuthentication(authenticate), createRequestLimit({ all, reading })],
      maxBatchSize: limits.maxBatchSize,
      maxEventBytes: limits.maxEventBytes,
      maxRequestBytes: limits.maxRequestBytes,
      maxBufferedBytes: limits.maxBufferedBytes,
      bufferOwner: ({ values }) => boundTenantOf(values),
      onBufferLimit: () => hooks.onLimit?.("buffered_bytes"),
      enrich(event, { values }) {
        assignOwner(event, callerOf(values));
        return event;
      },
      unknownFields: options.unknownFields ?? "strip",
      services: audit.register,
      codecs: auditCodecs,
      routes: [...audit.routes, createEventRoute(store, callStore)],
    },
    audit,
    checkClock: () => callStore(() => checkClock(store, clock)),
    load: () => ({
      runningRequests: all.inside,
      queuedRequests: all.waiting + reading.waiting,
      pendingBytes: pendingBytes.inside,
      watches: watches.open,
    }),
    stopWatches: watches.stop,
  };
}

/** Adds a hook that reports growing logs to the audit and to those who follow events. */
function noteGrowth(hooks: ServerHooks, audit: Audit, watches: Watches): ServerHooks {
  return {
    ...hooks,
    onIngested(counts) {
      if (counts.accepted > 0) {
        audit.noteGrowth(counts.tenantId);
        watches.noteGrowth(counts.tenantId);
      }
      hooks.onIngested?.(counts);
    },
  };
}

/** Adds a hook that reports logs that grow by a redaction to those who follow events. */
function noteRedactions(hooks: ServerHooks, watches: Watches): ServerHooks {
  return {
    ...hooks,
    onRedacted(redaction) {
      watches.noteGrowth(redaction.tenantId);
      hooks.onRedacted?.(redaction);
    },
  };
}

/** Creates the authentication. Few keys are looked up at a time, since callers can send any number of unknown ones. */
function createAccess(store: EventStore, callStore: StoreCalls, options: ServerBackendOptions): Authenticate {
  const { authentication, defaultTenantId = "", now = Date.now, hooks = {} } = options;
  const open = createOpenAccess(defaultTenantId);
  if (authentication === "none") {
    return open;
  }
  const lookups = gate(hooks, "key_lookups", 8, 1024);
  const lookUp: StoreCalls = async (call) => {
    const leave = await lookups.enter("");
    return callStore(call).finally(leave);
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
      return limitError("server: overloaded; try again", { retryAfterSeconds });
    },
  });
}

/**
 * Fills in the tenant and project of an event from the caller's key. Throws `permission_denied` if the event belongs to
 * a tenant or a project that the key does not cover.
 */
function assignOwner(event: Event, caller: Caller): void {
  // Without a key, a missing tenant is left to the rules of the protos, whose violations name the field.
  if (event.tenantId !== "" || caller.tenantId !== "") {
    event.tenantId = checkTenant(caller, event.tenantId, "event.tenant_id");
  }
  const [projectId, ...others] = checkProject(caller, event.projectId, "event.project_id");
  if (others.length > 0) {
    throw new ConnectError("event.project_id: expected a project of the key, got none", Code.PermissionDenied);
  }
  event.projectId = projectId ?? "";
}

/** Returns the capabilities of the reference server. With redaction, events can change, so retention is not WORM. */
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
