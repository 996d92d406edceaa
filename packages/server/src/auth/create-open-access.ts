// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Authenticate } from "./authenticate.js";
import { setCaller } from "./caller.js";

/** Lets every caller do everything, with a tenant for calls that name none, or an empty one. */
export function createOpenAccess(defaultTenantId: string): Authenticate {
  return async ({ values }) => {
    setCaller(values, {
      tenantId: defaultTenantId,
      anyTenant: true,
      projectIds: [],
      scopes: ["ingest", "query", "redact"],
    });
  };
}
