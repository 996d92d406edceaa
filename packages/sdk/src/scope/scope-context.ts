// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ChaukasError } from "../errors/chaukas-error.js";
import { messageOf } from "../values/capture.js";
import type { PrincipalInit } from "../values/event-init.js";

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

/** Members of an object of the caller, and the error of the first that cannot be read. */
interface ReadMembers<Init> {
  readonly members: Init;
  readonly fault?: ChaukasError | undefined;
}

/** Reads the members of an object. One whose getter throws is left out, so that it does not stop the agent. */
export function readMembers<Init extends object>(init: Init): ReadMembers<Init> {
  try {
    return { members: { ...init } };
  } catch {
    const members: Record<string, unknown> = {};
    let fault: ChaukasError | undefined;
    let names: string[] = [];
    try {
      names = Object.keys(init);
    } catch (cause) {
      fault = unreadable("", cause);
    }
    for (const name of names) {
      try {
        members[name] = init[name as keyof Init];
      } catch (cause) {
        fault ??= unreadable(`/${name}`, cause);
      }
    }
    return { members: members as Init, fault };
  }
}

function unreadable(path: string, cause: unknown): ChaukasError {
  const problem = `expected a value, but reading it threw: ${messageOf(cause)}`;
  return new ChaukasError("invalid_event", path, problem, { cause });
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
