// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Interceptor } from "@connectrpc/connect";
import { setCaller } from "./caller.js";

/** Creates the interceptor of a server without keys, on which every caller may do everything. */
export function createOpenAccess(defaultTenantId: string): Interceptor {
  return (next) => async (request) => {
    setCaller(request.contextValues, {
      tenantId: defaultTenantId,
      anyTenant: true,
      projectIds: [],
      scopes: ["ingest", "query"],
    });
    return next(request);
  };
}
