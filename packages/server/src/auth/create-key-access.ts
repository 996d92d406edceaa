// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Code, ConnectError } from "@connectrpc/connect";
import type { ServerHooks } from "../observe/server-hooks.js";
import type { KeyScope, StoredKey } from "../store/contract/key-store.js";
import type { Authenticate } from "./authenticate.js";
import { setCaller } from "./caller.js";
import type { KeyFinder } from "./create-key-finder.js";
import { parseBearer } from "./parse-bearer.js";
import { requiredScope } from "./required-scope.js";

/**
 * Authenticates callers by their keys. Refuses calls without a valid key with `unauthenticated`, and calls outside the
 * scopes of the key with `permission_denied`.
 */
export function createKeyAccess(findKey: KeyFinder, hooks: ServerHooks): Authenticate {
  return async ({ method, requestHeader, values }) => {
    const scope = requiredScope(method);
    if (scope === "none") {
      return;
    }
    const stored = await identify(findKey, requestHeader.get("authorization")).catch((error: unknown) => {
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
    setCaller(values, { keyId: id, tenantId, anyTenant: false, projectIds, scopes });
  };
}

async function identify(findKey: KeyFinder, header: string | null): Promise<StoredKey> {
  const stored = await findKey(parseBearer(header));
  if (stored === undefined) {
    throw new ConnectError("authorization: the key is unknown or revoked", Code.Unauthenticated);
  }
  return stored;
}

function scopeError(scope: KeyScope, { scopes }: StoredKey): ConnectError {
  return new ConnectError(
    `authorization: expected a key with scope ${scope}, got one with ${scopes.join(" and ")}`,
    Code.PermissionDenied,
  );
}
