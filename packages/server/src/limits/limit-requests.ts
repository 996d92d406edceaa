// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasServerService } from "@chaukas/spec-server";
import type { Interceptor } from "@connectrpc/connect";
import { callerOf } from "../auth/caller.js";
import { requiredScope } from "../auth/required-scope.js";
import type { Gate } from "./create-gate.js";

/** Gates that limit how many calls run at a time. */
export interface RequestGates {
  /** Gate for every call. */
  readonly all: Gate;
  /** Additional gate for reading calls, passed first. It is narrower, so that writes never have to wait for reads. */
  readonly reading: Gate;
}

/**
 * Creates the interceptor that limits the number of concurrent calls. It runs after authentication, and does not limit
 * calls that need no key, so that health checks succeed on a busy server.
 */
export function createRequestLimit({ all, reading }: RequestGates): Interceptor {
  return (next) => async (request) => {
    const scope = requiredScope(request.method);
    // Streams of events are open for long, and have a limit of their own.
    if (scope === "none" || request.method.name === ChaukasServerService.method.watchEvents.name) {
      return next(request);
    }
    const { tenantId } = callerOf(request.contextValues);
    return pass(scope === "query" ? [reading, all] : [all], tenantId, request.signal, () => next(request));
  };
}

type Response = Awaited<ReturnType<ReturnType<Interceptor>>>;

async function pass(
  [gate, ...gates]: Gate[],
  tenantId: string,
  signal: AbortSignal,
  call: () => Promise<Response>,
): Promise<Response> {
  if (gate === undefined) {
    return call();
  }
  const leave = await gate.enter(tenantId, 1, signal);
  try {
    const response = await pass(gates, tenantId, signal, call);
    if (response.stream) {
      return { ...response, message: leaveAtEnd(response.message, leave) };
    }
    leave();
    return response;
  } catch (error) {
    leave();
    throw error;
  }
}

/** Passes a stream through, and leaves a gate when it ends. */
async function* leaveAtEnd<T>(messages: AsyncIterable<T>, leave: () => void): AsyncGenerator<T> {
  try {
    yield* messages;
  } finally {
    leave();
  }
}
