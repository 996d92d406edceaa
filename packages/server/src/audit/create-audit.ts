// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import type { RestRoute, RestStreamRoute } from "@chaukas/spec-server";
import type { ConnectRouter } from "@connectrpc/connect";
import { ServerError } from "../errors/server-error.js";
import type { StoreCalls } from "../limits/create-store-calls.js";
import type { ServerHooks } from "../observe/server-hooks.js";
import type { EventLog } from "../store/contract/event-log.js";
import type { EventStore, StoreQuery } from "../store/contract/event-store.js";
import { isStoreError, type StoreError } from "../store/contract/store-error.js";
import { isCheckpointFault } from "./checkpoints/check-growth.js";
import { type Checkpoints, createCheckpoints } from "./checkpoints/create-checkpoints.js";
import { createDueCheckpoints } from "./checkpoints/create-due-checkpoints.js";
import type { SigningKey } from "./checkpoints/signing-key.js";
import { createLogSigner } from "./checkpoints/signing-key.js";
import { createAuditRoutes } from "./create-audit-routes.js";
import { type AuditService, createAuditService, refuseAudit } from "./create-audit-service.js";
import { createRedactEvent, type RedactEvent } from "./redaction/create-redact-event.js";

/** Options for audit proofs and redaction. */
export interface AuditOptions {
  /** Key that signs checkpoints. Its host must be that of the store's logs. */
  readonly signingKey: SigningKey;
  /** Whether keys with the scope `redact` may erase values of stored events. Default: false. */
  readonly allowRedaction?: boolean;
}

/** ChaukasAuditService, together with the signing of logs in the background. */
export interface Audit {
  /** Whether proofs are served. */
  readonly enabled: boolean;
  readonly register: (router: ConnectRouter) => void;
  readonly routes: readonly (RestRoute | RestStreamRoute)[];
  /** Records that a log has grown, so that `signDueCheckpoints` signs it. */
  noteGrowth(tenantId: string): void;
  /** Signs every log that has grown since it was last signed. */
  signDueCheckpoints(): Promise<void>;
  /** Returns whether no log contradicted its last checkpoint when it was last checked. */
  isSound(): boolean;
}

/** Dependencies of {@link createAudit}. */
export interface AuditInput {
  readonly store: EventStore;
  /** If undefined, every call of the service is refused. */
  readonly options: AuditOptions | undefined;
  readonly callStore: StoreCalls;
  readonly now: () => number;
  readonly hooks: ServerHooks;
}

/** Creates the audit service over a store. Throws a `ServerError` if the store has no log, or one of another host. */
export function createAudit(input: AuditInput): Audit {
  const { store, options, callStore, hooks } = input;
  if (options === undefined) {
    const service = refuseAudit("the server serves no proofs, since it has no signing key");
    return {
      ...mount(service),
      enabled: false,
      noteGrowth() {},
      signDueCheckpoints: async () => {},
      isSound: () => true,
    };
  }
  const log = guardLog(requireLog(store, options.signingKey), callStore);
  const unsound = new Set<string>();
  const checkpoints = createSigning(input, log, options.signingKey, unsound);
  const due = createDueCheckpoints({
    checkpoints,
    listTenants: () => callStore(() => store.listTenants()),
    // A fault has already been reported by `onChecked`.
    onFailed: (error) => void (isCheckpointFault(error) || hooks.onCheckpointFailed?.(error)),
  });
  const redact = options.allowRedaction ? createRedaction(input, log, options.signingKey, due.add) : undefined;
  const evidence = {
    findPage: (query: StoreQuery) => callStore(() => store.findPage(query)),
    secret: () => callStore(() => store.pageTokenSecret()),
  };
  return {
    ...mount(createAuditService({ log, checkpoints, ...evidence }, redact)),
    enabled: true,
    noteGrowth: due.add,
    signDueCheckpoints: due.signAll,
    isSound: () => unsound.size === 0,
  };
}

function mount(service: AuditService): Pick<Audit, "register" | "routes"> {
  return {
    register: (router) => void router.service(ChaukasAuditService, service),
    routes: createAuditRoutes(service),
  };
}

function requireLog({ log }: EventStore, { host }: SigningKey): EventLog {
  if (log === undefined) {
    throw new ServerError("invalid_option", "audit", "expected a store with a log, got one without");
  }
  if (log.originHost !== host) {
    const problem = `expected a key for ${log.originHost}, the host of the store's logs, got one for ${host}`;
    throw new ServerError("invalid_option", "audit.signingKey.host", problem);
  }
  return log;
}

function createSigning(
  { now, hooks }: AuditInput,
  log: EventLog,
  signingKey: SigningKey,
  unsound: Set<string>,
): Checkpoints {
  return createCheckpoints({
    log,
    now,
    signerOf: (tenantId) => createLogSigner(signingKey, tenantId),
    onSigned: (tenantId, { size }) => hooks.onCheckpoint?.({ tenantId, size }),
    onChecked(tenantId, fault) {
      if (fault === undefined) {
        unsound.delete(tenantId);
      } else {
        unsound.add(tenantId);
        hooks.onCheckpointFault?.(fault);
      }
    },
  });
}

function createRedaction(
  { store, callStore, now, hooks }: AuditInput,
  log: EventLog,
  signingKey: SigningKey,
  noteGrowth: (tenantId: string) => void,
): RedactEvent {
  const secret = () => callStore(() => store.pageTokenSecret());
  const redactEvent = createRedactEvent({ log, signingKey, secret, now });
  return async (redaction, check) => {
    const outcome = await redactEvent(redaction, check);
    if (outcome.changed) {
      noteGrowth(redaction.tenantId);
      hooks.onRedacted?.({ tenantId: redaction.tenantId, recordEventId: outcome.recordEventId });
    }
    return outcome;
  };
}

/**
 * Wraps a log so that its errors are reported and converted like those of any call to the store. A conflict is not an
 * error of the store and is rethrown as it is, since the code that caused it retries.
 */
function guardLog(log: EventLog, callStore: StoreCalls): EventLog {
  const guard = async <T>(call: () => Promise<T>): Promise<T> => {
    const result = await callStore(() => call().then((value) => ({ value }), takeConflict));
    if ("conflict" in result) {
      throw result.conflict;
    }
    return result.value;
  };
  return {
    originHost: log.originHost,
    readHead: (tenantId) => guard(() => log.readHead(tenantId)),
    findSequence: (tenantId, eventId) => guard(() => log.findSequence(tenantId, eventId)),
    readEntries: (tenantId, range) => guard(() => log.readEntries(tenantId, range)),
    readNodes: (tenantId, nodes) => guard(() => log.readNodes(tenantId, nodes)),
    readCheckpoint: (tenantId) => guard(() => log.readCheckpoint(tenantId)),
    saveCheckpoint: (tenantId, checkpoint) => guard(() => log.saveCheckpoint(tenantId, checkpoint)),
    redact: (tenantId, redaction) => guard(() => log.redact(tenantId, redaction)),
    purge: () => guard(() => log.purge()),
  };
}

function takeConflict(error: unknown): { readonly conflict: StoreError } {
  if (isStoreError(error) && error.code === "conflict") {
    return { conflict: error };
  }
  throw error;
}
