// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMethod } from "@bufbuild/protobuf";
import type { ContextValues, Interceptor } from "@connectrpc/connect";
import { hasCaller, setCaller } from "./caller.js";

/** Authenticates a call and stores the caller in the context values. Throws to refuse the call. */
export type Authenticate = (call: {
  readonly method: DescMethod;
  readonly requestHeader: Headers;
  readonly values: ContextValues;
}) => Promise<void>;

/**
 * Creates the interceptor that authenticates calls. It skips those that a handler's `requestGate` has already
 * authenticated by their headers, before reading the body.
 */
export function createAuthentication(authenticate: Authenticate): Interceptor {
  return (next) => async (request) => {
    if (!hasCaller(request.contextValues)) {
      const { method, header: requestHeader, contextValues: values } = request;
      await authenticate({ method, requestHeader, values });
    }
    return next(request);
  };
}

/** Grants every caller full access. `defaultTenantId` is the tenant of calls that name none; empty for no default. */
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
