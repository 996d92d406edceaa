// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ContextValues, createContextKey } from "@connectrpc/connect";
import type { KeyScope } from "../store/key-store.js";

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
