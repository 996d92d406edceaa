// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Chaukas } from "../../core/open-chaukas.js";
import { type Json, jsonOf, textOf } from "../../model/json.js";
import type { Scope } from "../../scope/scope.js";
import type { EventInit } from "../../values/event-init.js";
import { createOperationTree, type OperationTree } from "../operations/operation-tree.js";
import { describeSpan, endOfSpan } from "./describe-span.js";

/** What is used of a trace of `@openai/agents`. */
export interface AgentsTrace {
  readonly traceId: string;
  readonly name: string;
  readonly groupId: string | null;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

/** What is used of a span of `@openai/agents`. */
export interface AgentsSpan {
  readonly spanId: string;
  readonly parentId: string | null;
  readonly traceId: string;
  readonly spanData: { readonly type: string };
  readonly error: { readonly message: string; readonly data?: Readonly<Record<string, unknown>> | undefined } | null;
}

/** A trace processor of `@openai/agents`. */
export interface ChaukasTraceProcessor {
  /** Returns the scope of a span that has not ended, such as that of `getCurrentSpan()`, to record what belongs to it. */
  scopeOf(span: AgentsSpan | null): Scope;
  onTraceStart(trace: AgentsTrace): Promise<void>;
  onTraceEnd(trace: AgentsTrace): Promise<void>;
  onSpanStart(span: AgentsSpan): Promise<void>;
  onSpanEnd(span: AgentsSpan): Promise<void>;
  shutdown(timeoutMs?: number): Promise<void>;
  forceFlush(): Promise<void>;
}

/** Traces that fail are never reported as ended, so that they would add up. */
const maxTraces = 1000;

/**
 * Creates a trace processor for `addTraceProcessor` or `setTraceProcessors` of `@openai/agents`: each run is a workflow,
 * with its agents, models, tools, handoffs and guardrails. A run outside of any session has a session of its own, whose id
 * is the `groupId` of the run if it has one.
 *
 * The framework does not wait for processors. In audit mode, use `tool` of a scope in those tools that must not run
 * unrecorded.
 */
export function createTraceProcessor(chaukas: Chaukas): ChaukasTraceProcessor {
  const tree = createOperationTree(chaukas);
  /** Spans that have started, but whose data the framework is yet to fill in. */
  const unopened = new Map<string, AgentsSpan>();
  /** Traces that have not ended, with the number of their spans that have not. */
  const traces = new Map<string, { readonly trace: AgentsTrace; spans: number }>();

  function openSpan(spanId: string | null): void {
    const span = spanId === null ? undefined : unopened.get(spanId);
    if (span === undefined) {
      return;
    }
    unopened.delete(span.spanId);
    openSpan(span.parentId);
    openTrace(span.traceId);
    const parentId = span.parentId ?? span.traceId;
    const described = describeSpan(jsonOf(span.spanData));
    if (described === undefined) {
      tree.adopt(span.spanId, parentId);
      return;
    }
    const { kind, init } = described;
    tree.open(span.spanId, kind, { metadata: idsOf(span), ...init }, { parentId });
  }

  /** Opens the workflow of a trace, unless it is open. */
  function openTrace(traceId: string): void {
    const { trace } = traces.get(traceId) ?? {};
    if (trace === undefined || tree.scopeOf(traceId) !== undefined) {
      return;
    }
    const { name, groupId, metadata } = trace;
    const init = { name, kind: "workflow", metadata: { ...metadata, "openai.trace_id": traceId } };
    tree.open(traceId, "step", init, { session: { id: groupId ?? traceId } });
  }

  function countSpan({ traceId }: AgentsSpan, change: number): number {
    const entry = traces.get(traceId);
    if (entry === undefined) {
      return 0;
    }
    entry.spans += change;
    return entry.spans;
  }

  return {
    scopeOf(span) {
      openSpan(span?.spanId ?? null);
      return tree.scopeOf(span?.spanId) ?? chaukas;
    },
    async onTraceStart(trace) {
      traces.set(trace.traceId, { trace, spans: 0 });
      const [oldest] = traces.keys();
      if (traces.size > maxTraces && oldest !== undefined) {
        traces.delete(oldest);
      }
      openTrace(trace.traceId);
    },
    async onTraceEnd({ traceId }) {
      traces.delete(traceId);
      tree.end(traceId);
    },
    async onSpanStart(span) {
      unopened.set(span.spanId, span);
      countSpan(span, 1);
      // The input of the span is known once the framework has called its work.
      await Promise.resolve();
      openSpan(span.spanId);
    },
    async onSpanEnd(span) {
      openSpan(span.spanId);
      endSpan(tree, span);
      if (countSpan(span, -1) === 0 && span.error !== null) {
        // The framework does not end a trace whose run throws. If it goes on nevertheless, it is opened again.
        tree.fail(span.traceId, errorOf(span.error));
      }
    },
    async shutdown(timeoutMs) {
      await chaukas.flush(timeoutMs);
    },
    async forceFlush() {
      await chaukas.flush();
    },
  };
}

function endSpan(tree: OperationTree, span: AgentsSpan): void {
  const data = jsonOf(span.spanData);
  const scope = tree.scopeOf(span.spanId);
  const { point, result, extra } = endOfSpan(data);
  if (point !== undefined && scope !== undefined) {
    scope.emit(point).catch(() => {});
  }
  if (span.error === null) {
    tree.end(span.spanId, result, extra);
  } else {
    tree.fail(span.spanId, errorOf(span.error), failureOf(extra ?? {}));
  }
}

/** What a failed operation says besides its error, which takes the place of the content. */
function failureOf({ content: _, ...rest }: EventInit): EventInit {
  return rest;
}

function errorOf({ message, data }: { readonly message: string; readonly data?: Json | undefined }): Error {
  const detail = textOf(data?.["error"]);
  const error = new Error(detail === undefined || detail === message ? message : `${message}: ${detail}`);
  // Where the error was made is not where it happened.
  error.stack = "";
  return error;
}

function idsOf({ spanId }: AgentsSpan): Json {
  return { "openai.span_id": spanId };
}
