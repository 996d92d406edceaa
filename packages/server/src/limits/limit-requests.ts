// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Interceptor } from "@connectrpc/connect";
import { callerOf } from "../auth/caller.js";
import { requiredScope } from "../auth/required-scope.js";
import type { Gate } from "./create-gate.js";

/**
 * Creates the interceptor that lets a bounded number of calls run at a time. It comes after authentication, and lets
 * calls through that need no key, so that a busy server is not taken for a dead one.
 */
export function createRequestLimit(gate: Gate): Interceptor {
  return (next) => async (request) => {
    if (requiredScope(request.method) === "none") {
      return next(request);
    }
    const leave = await gate.enter(callerOf(request.contextValues).tenantId, 1, request.signal);
    try {
      return await next(request);
    } finally {
      leave();
    }
  };
}
