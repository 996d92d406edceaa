// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EventInit, PrincipalInit } from "../values/complete-message.js";

/** What every event of a scope says, unless it says otherwise. */
export interface ScopeContext {
  readonly tenantId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly traceId?: string | undefined;
  readonly spanId?: string | undefined;
  readonly parentSpanId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly agentName?: string | undefined;
  readonly agentVersion?: string | undefined;
  readonly invocationId?: string | undefined;
  readonly branch?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly principal?: PrincipalInit | undefined;
  readonly delegation?: readonly PrincipalInit[] | undefined;
}

/** Returns an event with what its scope says. */
export function inheritContext(context: ScopeContext, event: EventInit): EventInit {
  return { ...context, ...event };
}

/** Passes the current scope on to what is called in it, across `await`. */
export interface ContextStore<Value> {
  run<Result>(value: Value, work: () => Result): Result;
  getStore(): Value | undefined;
}

/** A store for runtimes without AsyncLocalStorage: there, scopes are passed on as arguments. */
export function createEmptyStore<Value>(): ContextStore<Value> {
  return { run: (_, work) => work(), getStore: () => undefined };
}
