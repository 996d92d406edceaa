// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import { quoteText } from "../errors/quote-text.js";
import type { Caller } from "./caller.js";

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
