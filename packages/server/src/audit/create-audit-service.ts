// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage, MessageInitShape } from "@bufbuild/protobuf";
import {
  ChaukasAuditService,
  type ExportEvidenceRequest,
  type RedactEventRequest,
  type RedactEventResponseSchema,
} from "@chaukas/spec-integrity/audit";
import type { AuditRequest } from "@chaukas/spec-integrity/audit/validate";
import type { BackendContext } from "@chaukas/spec-server";
import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { type Caller, callerOf, checkTenant } from "../auth/caller.js";
import { checkAuditRequest } from "./check-audit-request.js";
import { type EvidenceParts, exportEvidence, readEvidenceRequest } from "./evidence/export-evidence.js";
import { listEntries, requireEventProject } from "./proofs/log-entries.js";
import { proveConsistency, proveInclusion } from "./proofs/prove-inclusion.js";
import { readEntryBundle, readTile } from "./proofs/read-tile.js";
import type { RedactEvent } from "./redaction/create-redact-event.js";
import type { RedactionMethodName } from "./redaction/redaction-method.js";

/** Implementation of ChaukasAuditService, independent of the protocol of the call. */
export type AuditService = {
  readonly [Name in keyof Implementation]: (
    request: Parameters<Implementation[Name]>[0],
    context: BackendContext,
  ) => AsynchronousResult<ReturnType<Implementation[Name]>>;
};

type Implementation = ServiceImpl<typeof ChaukasAuditService>;

/** A stream as it is, and anything else as a promise. */
type AsynchronousResult<T> = T extends AsyncIterable<unknown> ? T : Promise<Awaited<T>>;

const { method } = ChaukasAuditService;

/**
 * Creates the implementation of ChaukasAuditService. Each call acts for the authenticated caller. Without
 * `redactEvent`, redaction is refused with `unimplemented`.
 */
export function createAuditService(parts: EvidenceParts, redactEvent: RedactEvent | undefined): AuditService {
  return {
    async getCheckpoint(request, context) {
      const { tenantId } = enter(method.getCheckpoint.input, request, context);
      return { checkpoint: (await parts.checkpoints.newest(tenantId, Number(request.minSize))).note };
    },
    async getInclusionProof(request, context) {
      const { tenantId, caller } = enter(method.getInclusionProof.input, request, context);
      return proveInclusion(parts, tenantId, request, caller);
    },
    async getConsistencyProof(request, context) {
      const { tenantId } = enter(method.getConsistencyProof.input, request, context);
      return proveConsistency(parts, tenantId, request);
    },
    async getTile(request, context) {
      const { tenantId } = enter(method.getTile.input, request, context);
      return readTile(parts, tenantId, request);
    },
    async getEntryBundle(request, context) {
      const { tenantId, caller } = enter(method.getEntryBundle.input, request, context);
      requireEveryProject(caller);
      return readEntryBundle(parts, tenantId, request);
    },
    async listEntries(request, context) {
      const { tenantId, caller } = enter(method.listEntries.input, request, context);
      requireEveryProject(caller);
      return listEntries(parts, tenantId, request);
    },
    async redactEvent(request, context) {
      if (redactEvent === undefined) {
        const problem = "redaction: disabled on this server, which never changes stored events";
        throw new ConnectError(problem, Code.Unimplemented);
      }
      const { tenantId, caller } = enter(method.redactEvent.input, request, context);
      return redactForCaller(redactEvent, tenantId, request, caller);
    },
    async *exportEvidence(request, { values, signal }) {
      checkAuditRequest(method.exportEvidence.input, request);
      yield* exportEvidence(parts, readEvidenceRequest(request, callerOf(values)), signal);
    },
  };
}

/** Creates an implementation of ChaukasAuditService that refuses every call with `unimplemented`. */
export function refuseAudit(problem: string): AuditService {
  const error = () => new ConnectError(`audit: ${problem}`, Code.Unimplemented);
  const refuse = () => Promise.reject(error());
  return {
    getCheckpoint: refuse,
    getInclusionProof: refuse,
    getConsistencyProof: refuse,
    getTile: refuse,
    getEntryBundle: refuse,
    listEntries: refuse,
    redactEvent: refuse,
    exportEvidence: () => failStream(error()),
  };
}

/** Returns a stream that fails before its first message. */
// biome-ignore lint/correctness/useYield: the stream has no messages
async function* failStream(error: ConnectError): AsyncGenerator<never> {
  throw error;
}

/** Validates a request, and returns its tenant and caller. */
function enter(
  schema: DescMessage,
  request: Exclude<AuditRequest, ExportEvidenceRequest>,
  { values }: BackendContext,
): { readonly tenantId: string; readonly caller: Caller } {
  checkAuditRequest(schema, request);
  const caller = callerOf(values);
  return { tenantId: checkTenant(caller, request.tenantId, "tenant_id"), caller };
}

/** Throws `permission_denied` for a caller restricted to projects, since a log contains the events of all projects. */
function requireEveryProject({ projectIds }: Caller): void {
  if (projectIds.length > 0) {
    throw new ConnectError(
      "authorization: expected a key for all projects, since the log contains their events, got one restricted to some",
      Code.PermissionDenied,
    );
  }
}

/**
 * Redacts an event in one of the caller's projects, and records the caller's key. Returns the event only to callers that
 * may also read it.
 */
async function redactForCaller(
  redactEvent: RedactEvent,
  tenantId: string,
  { eventId, fields, method, reason, requestedBy }: RedactEventRequest,
  caller: Caller,
): Promise<MessageInitShape<typeof RedactEventResponseSchema>> {
  const outcome = await redactEvent(
    {
      tenantId,
      eventId,
      places: fields,
      // The rules of the protos allow no other value.
      method: method as RedactionMethodName,
      reason,
      requestedBy,
      by: caller.keyId === undefined ? {} : { keyId: caller.keyId },
    },
    (event) => requireEventProject(caller, { event }, { eventId }),
  );
  return {
    ...(caller.scopes.includes("query") && { event: outcome.event }),
    redactionSequence: BigInt(outcome.recordSequence),
    redactionEventId: outcome.recordEventId,
  };
}
