// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { EvaluationResult, PolicyDecision, RetryInfo } from "@chaukas/spec-common";
import type { EventInit, MessageInit } from "../values/event-init.js";
import type {
  AgentInit,
  DataAccessInit,
  HandoffInit,
  McpInit,
  ModelInit,
  OperationInits,
  OperationKind,
  SessionInit,
  StepInit,
  ToolInit,
} from "./operations.js";
import type { ScopeContext } from "./scope-context.js";

/** Work that is done in a scope. */
export type Work<Result> = (scope: Scope) => Result;

/**
 * A session, an agent or another operation. Its methods record what happens in it: each operation as an event when it
 * starts and one when it ends, with the ids of the trace, the principal and the agent of the scopes around it.
 *
 * The methods that take `work` return its result. If it throws, the end says so, and the error is thrown on. If it returns
 * an async iterable, such as a streamed answer, the operation ends with the iteration.
 */
export interface Scope {
  /** What every event of the scope says. */
  readonly context: ScopeContext;
  /** Whether operations wait until their start is recorded. See the option of the same name. Default: "observe". */
  readonly mode?: "observe" | "audit";
  /** Header `traceparent` (W3C Trace Context) for requests that are part of this scope. */
  readonly traceparent: string;

  session<Result>(init: SessionInit, work: Work<Result>): Promise<Awaited<Result>>;
  agent<Result>(init: AgentInit, work: Work<Result>): Promise<Awaited<Result>>;
  /** Records a call to a model. Tokens, cost and the reason to finish are read from what `work` returns. */
  model<Result>(init: ModelInit, work: Work<Result>): Promise<Awaited<Result>>;
  /** Records a call of a tool, with arguments and output of any type. */
  tool<Result>(name: string, args: unknown, work: Work<Result>): Promise<Awaited<Result>>;
  tool<Result>(init: ToolInit, work: Work<Result>): Promise<Awaited<Result>>;
  /** Records a request to an MCP server. */
  mcp<Result>(init: McpInit, work: Work<Result>): Promise<Awaited<Result>>;
  /** Records a step that no other method names, such as a workflow or a rerank. */
  step<Result>(init: StepInit, work: Work<Result>): Promise<Awaited<Result>>;
  /** Records an access to a data source: with `work` before and after it, without `work` as done. */
  dataAccess<Result>(init: DataAccessInit, work: Work<Result>): Promise<Awaited<Result>>;
  dataAccess(init: DataAccessInit): Promise<boolean>;

  /** Records input to the agent, as a rule a message of a user. */
  input(text: string, role?: string): Promise<boolean>;
  /** Records output of the agent. */
  output(text: string, role?: string): Promise<boolean>;
  /** Records that a policy allowed, denied or escalated an action. */
  policy(decision: MessageInit<PolicyDecision>): Promise<boolean>;
  /** Records that an agent passes the work to another one. */
  handoff(init: HandoffInit): Promise<boolean>;
  /** Records a judgement of what the agent did. */
  evaluation(result: MessageInit<EvaluationResult>): Promise<boolean>;
  /** Records new state of the agent or the session, of any type. */
  stateUpdate(state: unknown): Promise<boolean>;
  /** Records a failure that ends no operation. */
  error(error: unknown): Promise<boolean>;
  /** Records that something is tried again. */
  retry(retry: MessageInit<RetryInfo>): Promise<boolean>;
  /**
   * Records an event as it is, filled up with what the scope knows. Resolves to whether it is taken: into memory, or with
   * a spool once it is on disk. In audit mode it resolves once the event is recorded, and otherwise rejects with a
   * `ChaukasError`. Without audit mode it never rejects, and need not be awaited.
   */
  emit(event: EventInit): Promise<boolean>;

  /** Starts an operation that ends with a call, for frameworks that report both apart. */
  open<Kind extends OperationKind>(kind: Kind, init: OperationInits[Kind], options?: OpenOptions): Operation;
  /** Runs work in this scope, so that what it calls finds it as the current one. */
  run<Result>(work: () => Result): Result;
}

/** Options of {@link Scope.open}. */
export interface OpenOptions {
  /** Id of the span, if the framework has one. Default: a new one. */
  readonly spanId?: string;
  /** When the operation started, in milliseconds since 1970. Default: now. */
  readonly startMs?: number;
}

/** An operation that has started. It ends once: later ends are ignored. */
export interface Operation {
  /** The scope of what happens in the operation. */
  readonly scope: Scope;
  /** Settles as `emit` does for the start. In audit mode, do not begin before. */
  readonly started: Promise<boolean>;
  /** Records the end, with the output of a tool or a step, or the answer of a model. `extra` replaces single fields. */
  end(result?: unknown, extra?: EventInit): Promise<boolean>;
  /** Records that the operation failed. */
  fail(error: unknown, extra?: EventInit): Promise<boolean>;
}
