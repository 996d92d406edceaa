// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Event } from "@chaukas/spec-common";
import { Code, ConnectError } from "@connectrpc/connect";
import type { Caller } from "../auth/caller.js";
import { checkProject } from "../auth/check-project.js";
import { checkTenant } from "../auth/check-tenant.js";

/**
 * Fills in tenant and project of an event from the caller's key. Throws `permission_denied` when the event belongs to
 * a tenant or a project that the key does not cover.
 */
export function assignOwner(event: Event, caller: Caller): void {
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
