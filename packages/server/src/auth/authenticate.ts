// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DescMethod } from "@bufbuild/protobuf";
import type { ContextValues, Interceptor } from "@connectrpc/connect";
import { hasCaller, setCaller } from "./caller.js";

/** Finds out who makes a call, and leaves it in the values that travel with the call. Throws to refuse the call. */
export type Authenticate = (call: {
  readonly method: DescMethod;
  readonly requestHeader: Headers;
  readonly values: ContextValues;
}) => Promise<void>;

/**
 * The interceptor that authenticates calls which have not been authenticated by their headers alone, before the body
 * was read, as handlers with a `requestGate` do it.
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
