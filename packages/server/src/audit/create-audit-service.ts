// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMessage } from "@bufbuild/protobuf";
import { ChaukasAuditService } from "@chaukas/spec-integrity/audit";
import type { AuditRequest } from "@chaukas/spec-integrity/audit/validate";
import type { BackendContext } from "@chaukas/spec-server";
import { Code, ConnectError, type ServiceImpl } from "@connectrpc/connect";
import { type Caller, callerOf } from "../auth/caller.js";
import { checkTenant } from "../auth/check-tenant.js";
import type { AuditParts } from "./audit-parts.js";
import { checkAuditRequest } from "./check-audit-request.js";
import { listEntries } from "./proofs/list-entries.js";
import { proveConsistency } from "./proofs/prove-consistency.js";
import { proveInclusion } from "./proofs/prove-inclusion.js";
import type { RedactEvent } from "./redaction/create-redact-event.js";
import { redactForCaller } from "./redaction/redact-for-caller.js";
import { requireEveryProject } from "./require-every-project.js";
import { readEntryBundle } from "./tiles/read-entry-bundle.js";
import { readTile } from "./tiles/read-tile.js";

/** Answers of ChaukasAuditService, which need no more of a call than this. */
export type AuditService = {
  readonly [Name in keyof ServiceImpl<typeof ChaukasAuditService>]: (
    request: Parameters<ServiceImpl<typeof ChaukasAuditService>[Name]>[0],
    context: BackendContext,
  ) => Promise<Awaited<ReturnType<ServiceImpl<typeof ChaukasAuditService>[Name]>>>;
};

const { method } = ChaukasAuditService;

/**
 * Creates the answers of ChaukasAuditService, each for the caller that authentication has found out. Without
 * `redactEvent` events stay as they are.
 */
export function createAuditService(parts: AuditParts, redactEvent: RedactEvent | undefined): AuditService {
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
        const problem = "redaction: it is off on this server, which keeps events as they were recorded";
        throw new ConnectError(problem, Code.Unimplemented);
      }
      const { tenantId, caller } = enter(method.redactEvent.input, request, context);
      return redactForCaller(redactEvent, tenantId, request, caller);
    },
  };
}

/** Checks a request, and finds out whose log is meant and who asks. */
function enter(
  schema: DescMessage,
  request: AuditRequest,
  { values }: BackendContext,
): { readonly tenantId: string; readonly caller: Caller } {
  checkAuditRequest(schema, request);
  const caller = callerOf(values);
  return { tenantId: checkTenant(caller, request.tenantId, "tenant_id"), caller };
}
