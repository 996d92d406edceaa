// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Author as Authors, EventType as Types } from "@chaukas/spec-common";
import { createSpanId, createTraceId } from "../ids/create-ids.js";
import { findActiveOtelSpan, parseTraceparent, printTraceparent } from "../ids/trace-parent.js";
import { priceAnswer } from "../model/price-answer.js";
import { messageOf } from "../values/capture.js";
import { type EventInit, timestampOf } from "../values/event-init.js";
import * as Author from "./enums/author.js";
import * as EventStatus from "./enums/event-status.js";
import * as EventType from "./enums/event-type.js";
import * as Severity from "./enums/severity.js";
import { errorInfoOf, isCancellation } from "./error-info.js";
import { followStream, isAsyncIterable } from "./follow-stream.js";
import {
  type OperationInits,
  type OperationKind,
  type OperationShape,
  operationShapes,
  type SessionInit,
  type ToolInit,
} from "./operations.js";
import type { Recorder } from "./recorder.js";
import type { OpenOptions, Operation, Scope, Work } from "./scope.js";
import { readMembers, type ScopeContext } from "./scope-context.js";

/** Creates a scope whose events say what the context says. */
export function createScope(recorder: Recorder<Scope>, context: ScopeContext): Scope {
  const emit = (event: EventInit) => recorder.record(context, event);
  const say = (type: Types, author: Authors, kind: string | undefined, value: unknown, others?: EventInit) => {
    const content = { case: kind, value } as EventInit["content"];
    return emit({ type, author, status: EventStatus.COMPLETED, severity: Severity.INFO, content, ...others });
  };
  const run = <Kind extends OperationKind, Result>(kind: Kind, init: OperationInits[Kind], work: Work<Result>) =>
    runOperation(recorder, scope.open(kind, init), work, kind === "model");

  const scope: Scope = {
    context,
    mode: recorder.isAudit ? "audit" : "observe",
    get traceparent() {
      return printTraceparent({
        traceId: context.traceId ?? createTraceId(),
        spanId: context.spanId ?? createSpanId(),
      });
    },
    session: (init, work) => run("session", init, work),
    agent: (init, work) => run("agent", init, work),
    model: (init, work) => run("model", init, work),
    tool: <Result>(init: string | ToolInit, args: unknown, work?: Work<Result>) =>
      typeof init === "string"
        ? run("tool", { name: init, arguments: args }, work as Work<Result>)
        : run("tool", init, args as Work<Result>),
    mcp: (init, work) => run("mcp", init, work),
    step: (init, work) => run("step", init, work),
    dataAccess: ((init: OperationInits["dataAccess"], work?: Work<unknown>) => {
      if (work !== undefined) {
        return run("dataAccess", init, work);
      }
      const { members, fault } = readMembers(init);
      if (fault !== undefined) {
        return recorder.refuse(fault);
      }
      const { metadata, ...value } = members;
      return say(EventType.DATA_ACCESS, Author.AGENT, "dataAccess", value, { metadata });
    }) as Scope["dataAccess"],

    input: (text, role = "user") => say(EventType.INPUT_RECEIVED, Author.USER, "message", { role, text }),
    output: (text, role = "assistant") => say(EventType.OUTPUT_EMITTED, Author.AGENT, "message", { role, text }),
    policy: (value) => say(EventType.POLICY_DECISION, Author.SYSTEM, "policy", value),
    handoff: (value) => say(EventType.AGENT_HANDOFF, Author.AGENT, "agentHandoff", value),
    evaluation: (value) => say(EventType.EVALUATION, Author.SYSTEM, "evaluation", value),
    stateUpdate: (value) => say(EventType.STATE_UPDATE, Author.AGENT, "stateUpdate", value),
    error: (error) =>
      say(EventType.ERROR, Author.SYSTEM, "error", errorInfoOf(error), {
        status: EventStatus.FAILED,
        severity: Severity.ERROR,
      }),
    retry: (retry) => say(EventType.RETRY, Author.AGENT, undefined, undefined, { severity: Severity.WARN, retry }),
    emit,

    open: (kind, init, options = {}) => openOperation(recorder, context, kind, init, options),
    run: (work) => recorder.store.run(scope, work),
  };
  return scope;
}

/** Returns the ids of the span that a new operation begins. */
function beginSpan(
  recorder: Recorder<Scope>,
  parent: ScopeContext,
  { traceparent }: SessionInit,
  options: OpenOptions,
): ScopeContext {
  const spanId = options.spanId ?? createSpanId();
  if (traceparent !== undefined) {
    const caller = parseTraceparent(traceparent);
    if (caller !== undefined) {
      return { traceId: caller.traceId, spanId, parentSpanId: caller.spanId };
    }
    // The header comes from a client: it must not decide whether the work is done.
    recorder.onFault(new Error(`traceparent: expected a W3C traceparent, got ${JSON.stringify(traceparent)}`));
  }
  const above = parent.spanId === undefined ? findActiveOtelSpan() : parent;
  return { traceId: (above ?? parent).traceId ?? createTraceId(), spanId, parentSpanId: above?.spanId };
}

function openOperation<Kind extends OperationKind>(
  recorder: Recorder<Scope>,
  parent: ScopeContext,
  kind: Kind,
  given: OperationInits[Kind],
  options: OpenOptions,
): Operation {
  const { members: init, fault } = readMembers(given);
  const shape = operationShapes[kind] as OperationShape<OperationInits[Kind]>;
  const span = beginSpan(recorder, parent, kind === "session" ? (init as SessionInit) : {}, options);
  const context = { ...parent, ...span, ...shape.context(init, span.spanId as string) };
  let scope: Scope | undefined;
  const startMs = options.startMs ?? recorder.now();
  const { metadata } = init as { metadata?: unknown };
  const started =
    fault === undefined
      ? recorder.record(context, {
          type: shape.start,
          author: shape.startAuthor,
          status: EventStatus.STARTED,
          severity: Severity.INFO,
          timestamp: options.startMs === undefined ? timestampOf(startMs) : new Date(startMs),
          metadata,
          ...shape.startEvent(init),
        })
      : recorder.refuse(fault);
  // Whoever does not look at it must not be told by the runtime.
  started.catch(() => {});
  let ended = false;

  function describeEnd(result: unknown, durationMs: number): EventInit {
    try {
      return shape.endEvent(init, result, durationMs);
    } catch (error) {
      // Of a getter of the result. The work is done, and its end is recorded.
      return shape.endEvent(init, `[threw: ${messageOf(error)}]`, durationMs);
    }
  }

  function finish(event: EventInit): Promise<boolean> {
    if (ended) {
      return Promise.resolve(false);
    }
    ended = true;
    return recorder.record(context, { type: shape.end, author: shape.endAuthor, ...event });
  }

  return {
    get scope() {
      // Many operations have nothing in them.
      scope ??= createScope(recorder, context);
      return scope;
    },
    started,
    end(result, extra = {}) {
      const event = describeEnd(result, durationSince(recorder, startMs));
      const content = mergeContent(event.content, extra.content);
      const cost = content?.case === "llmInvocation" ? priceAnswer(recorder.prices, content.value ?? {}) : undefined;
      return finish({
        status: EventStatus.COMPLETED,
        severity: Severity.INFO,
        ...event,
        cost,
        ...extra,
        content,
      });
    },
    fail: (error, extra = {}) =>
      finish({
        ...(isCancellation(error)
          ? { status: EventStatus.CANCELLED, severity: Severity.WARN }
          : { status: EventStatus.FAILED, severity: Severity.ERROR }),
        content: { case: "error", value: errorInfoOf(error) },
        performance: { durationMs: durationSince(recorder, startMs) },
        ...extra,
      }),
  };
}

function mergeContent(content: EventInit["content"], extra: EventInit["content"]): EventInit["content"] {
  if (extra === undefined || content === undefined || extra.case !== content.case || extra.case === "stateUpdate") {
    return extra ?? content;
  }
  const value = { ...(content as { value?: object }).value, ...(extra as { value?: object }).value };
  return { case: extra.case, value } as EventInit["content"];
}

function durationSince(recorder: Recorder<Scope>, startMs: number): number {
  return Math.max(0, Math.round((recorder.now() - startMs) * 1000) / 1000);
}

async function runOperation<Result>(
  recorder: Recorder<Scope>,
  operation: Operation,
  work: Work<Result>,
  isModel: boolean,
): Promise<Awaited<Result>> {
  if (recorder.isAudit) {
    await operation.started.catch((error: unknown) => {
      // In case that the start arrives after all, the trail says that nothing followed it.
      operation.fail(error, { status: EventStatus.REJECTED }).catch(() => {});
      throw error;
    });
  }
  let result: Awaited<Result>;
  try {
    result = await recorder.store.run(operation.scope, () => work(operation.scope));
  } catch (error) {
    await settle(recorder, operation.fail(error));
    throw error;
  }
  if (isAsyncIterable(result)) {
    return followStream(result, operation, { startMs: recorder.now(), now: recorder.now, isModel }) as Awaited<Result>;
  }
  await settle(recorder, operation.end(result));
  return result;
}

/** Waits for the end of an operation only in audit mode. What the operation did stands, even if its end is not recorded. */
async function settle(recorder: Recorder<Scope>, end: Promise<boolean>): Promise<void> {
  const reported = end.catch((fault: Error) => recorder.onFault(fault));
  if (recorder.isAudit) {
    await reported;
  }
}
