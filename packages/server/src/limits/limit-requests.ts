// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Interceptor } from "@connectrpc/connect";
import { callerOf } from "../auth/caller.js";
import { requiredScope } from "../auth/required-scope.js";
import type { Gate } from "./create-gate.js";

/** Gates that calls pass, each of which bounds how many run at a time. */
export interface RequestGates {
  /** For every call. */
  readonly all: Gate;
  /** For calls that only read, before the other: narrower, so that recording never has to wait for reading. */
  readonly reading: Gate;
}

/**
 * Creates the interceptor that lets a bounded number of calls run at a time. It comes after authentication, and lets
 * calls through that need no key, so that a busy server is not taken for a dead one.
 */
export function createRequestLimit({ all, reading }: RequestGates): Interceptor {
  return (next) => async (request) => {
    const scope = requiredScope(request.method);
    if (scope === "none") {
      return next(request);
    }
    const { tenantId } = callerOf(request.contextValues);
    return pass(scope === "query" ? [reading, all] : [all], tenantId, request.signal, () => next(request));
  };
}

async function pass<T>(
  [gate, ...gates]: Gate[],
  tenantId: string,
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<T> {
  if (gate === undefined) {
    return call();
  }
  const leave = await gate.enter(tenantId, 1, signal);
  try {
    return await pass(gates, tenantId, signal, call);
  } finally {
    leave();
  }
}
