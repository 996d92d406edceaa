// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError, type ContextValues, createContextKey } from "@connectrpc/connect";
import { quoteText } from "../errors/quote-text.js";
import type { KeyScope } from "../store/contract/key-store.js";

/** The caller of a call, and what it may do. */
export interface Caller {
  /** Public id of the key. Absent on a server without keys. */
  readonly keyId?: string;
  /** Tenant of calls that name none. Empty if there is no default. */
  readonly tenantId: string;
  /** Whether the caller may name other tenants. */
  readonly anyTenant: boolean;
  /** Projects that the caller is restricted to. Empty means all projects of the tenant. */
  readonly projectIds: readonly string[];
  readonly scopes: readonly KeyScope[];
}

const contextKey = createContextKey<Caller | undefined>(undefined, { description: "caller of the server" });

/** Stores the caller in the context values of a call. */
export function setCaller(values: ContextValues, caller: Caller): void {
  values.set(contextKey, caller);
}

/** Returns whether a call has been authenticated. */
export function hasCaller(values: ContextValues): boolean {
  return values.get(contextKey) !== undefined;
}

/** Returns the caller of a call. Throws if the handler lacks the `handlerOptions` of `createServerBackend`. */
export function callerOf(values: ContextValues): Caller {
  const caller = values.get(contextKey);
  if (caller === undefined) {
    throw new Error("caller: expected a handler with the handlerOptions of createServerBackend, got one without them");
  }
  return caller;
}

/** Returns the tenant to which the caller of a call is bound. Undefined if it is not bound to one. */
export function boundTenantOf(values: ContextValues): string | undefined {
  const caller = hasCaller(values) ? callerOf(values) : undefined;
  return caller === undefined || caller.anyTenant ? undefined : caller.tenantId;
}

/**
 * Returns the tenant of a call: the one named in the field `path`, or else the caller's. Throws `permission_denied` if
 * the caller has no access to it, and `invalid_argument` if there is none.
 */
export function checkTenant(caller: Caller, named: string, path: string): string {
  const tenantId = named === "" ? caller.tenantId : named;
  if (tenantId === "") {
    throw new ConnectError(`${path}: expected a tenant, since no key determines it, got none`, Code.InvalidArgument);
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
 * Returns the projects of a call: the one named in the field `path`, or else all of the caller's. An empty list means
 * all projects of the tenant. Throws `permission_denied` if the caller has no access to the named project.
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
