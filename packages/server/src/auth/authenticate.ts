// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";
import type { ServerHooks } from "../backend/server-hooks.js";
import type { KeyScope, StoredKey } from "../store/key-store.js";
import { setCaller } from "./caller.js";
import type { KeyFinder } from "./create-key-finder.js";
import { parseBearer } from "./parse-bearer.js";
import { requiredScope } from "./required-scope.js";

/**
 * Creates the interceptor that finds out who calls. It refuses calls without a valid key with `unauthenticated`, and
 * those for which the key is not meant with `permission_denied`.
 */
export function createAuthentication(findKey: KeyFinder, hooks: ServerHooks): Interceptor {
  async function findCaller(header: string | null): Promise<StoredKey> {
    const stored = await findKey(parseBearer(header));
    if (stored === undefined) {
      throw new ConnectError("authorization: the key is not known, or was revoked", Code.Unauthenticated);
    }
    return stored;
  }

  return (next) => async (request) => {
    const scope = requiredScope(request.method);
    if (scope === "none") {
      return next(request);
    }
    const stored = await findCaller(request.header.get("authorization")).catch((error: unknown) => {
      if (error instanceof ConnectError && error.code === Code.Unauthenticated) {
        hooks.onDenied?.({ reason: "unauthenticated" });
      }
      throw error;
    });
    if (scope !== "any" && !stored.scopes.includes(scope)) {
      hooks.onDenied?.({ reason: "permission_denied", keyId: stored.id });
      throw scopeError(scope, stored);
    }
    const { id, tenantId, projectIds, scopes } = stored;
    setCaller(request.contextValues, { keyId: id, tenantId, anyTenant: false, projectIds, scopes });
    return next(request);
  };
}

function scopeError(scope: KeyScope, stored: StoredKey): ConnectError {
  const scopes = stored.scopes.join(", ");
  return new ConnectError(
    `authorization: expected a key with scope ${scope}, got one with ${scopes}`,
    Code.PermissionDenied,
  );
}
