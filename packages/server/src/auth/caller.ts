// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError, type ContextValues, createContextKey } from "@connectrpc/connect";
import { quoteText } from "../errors/quote-text.js";
import type { KeyScope } from "../store/contract/key-store.js";

/** Who makes a call, and what for. */
export interface Caller {
  /** Public name of the key. Absent on a server without keys. */
  readonly keyId?: string;
  /** Tenant of calls that name none. Empty where there is none. */
  readonly tenantId: string;
  /** Whether the caller may name other tenants. */
  readonly anyTenant: boolean;
  /** Projects that the caller is restricted to. Empty means every project of the tenant. */
  readonly projectIds: readonly string[];
  readonly scopes: readonly KeyScope[];
}

const contextKey = createContextKey<Caller | undefined>(undefined, { description: "caller of the server" });

/** Notes who makes a call, in the values that travel with it. */
export function setCaller(values: ContextValues, caller: Caller): void {
  values.set(contextKey, caller);
}

/** Whether it is known who makes a call. */
export function hasCaller(values: ContextValues): boolean {
  return values.get(contextKey) !== undefined;
}

/** Who makes a call. Throws when a handler lacks the options that `createServerBackend` has made for it. */
export function callerOf(values: ContextValues): Caller {
  const caller = values.get(contextKey);
  if (caller === undefined) {
    throw new Error("caller: expected a handler with the handlerOptions of createServerBackend, got a call without");
  }
  return caller;
}

/**
 * The tenant that a call is about, which `path` names or leaves open. Throws `permission_denied` when the caller may
 * not name it, and `invalid_argument` when there is none.
 */
export function checkTenant(caller: Caller, named: string, path: string): string {
  const tenantId = named === "" ? caller.tenantId : named;
  if (tenantId === "") {
    throw new ConnectError(`${path}: expected a tenant, since no key tells it, got none`, Code.InvalidArgument);
  }
  if (tenantId !== caller.tenantId && !caller.anyTenant) {
    throw new ConnectError(
      `${path}: expected ${quoteText(caller.tenantId)}, the tenant of the key, got ${quoteText(named)}`,
      Code.PermissionDenied,
    );
  }
  return tenantId;
}

/**
 * The projects that a call may see, of which `path` names one or, left empty, all that are the caller's. An empty
 * list stands for every project of the tenant. Throws `permission_denied` when the project is not the caller's.
 */
export function checkProject(caller: Caller, named: string, path: string): readonly string[] {
  if (named === "") {
    return caller.projectIds;
  }
  if (caller.projectIds.length > 0 && !caller.projectIds.includes(named)) {
    throw new ConnectError(`${path}: expected a project of the key, got ${quoteText(named)}`, Code.PermissionDenied);
  }
  return [named];
}
