// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventStatus, Severity } from "@chaukas/spec-common";
import { type Json, jsonOf, textOf } from "../../model/json.js";
import type { StepInit, ToolInit } from "../../scope/operations.js";
import type { Scope } from "../../scope/scope.js";
import { describeSettings } from "../operations/describe-settings.js";
import { createOperationTree } from "../operations/operation-tree.js";
import { requestOf } from "../operations/request-of.js";
import { describeAiAnswer } from "./describe-ai-answer.js";

type Work<Result> = { readonly execute: () => PromiseLike<Result> };

/** A telemetry integration of the AI SDK 7. */
export interface AiTelemetry {
  onStart(event: object): void;
  onStepStart(event: object): void;
  executeLanguageModelCall<Result>(options: Work<Result> & { readonly callId: string }): Promise<Result>;
  onLanguageModelCallEnd(event: object): void;
  executeTool<Result>(
    options: Work<Result> & { readonly callId: string; readonly toolCallId: string },
  ): Promise<Result>;
  onToolExecutionEnd(event: object): void;
  onStepEnd(event: object): void;
  onStepError(event: object): void;
  onObjectStepStart(event: object): void;
  onObjectStepEnd(event: object): void;
  onEnd(event: object): void;
  onAbort(event: object): void;
  onError(event: unknown): void;
}

const textOperation = /^ai\.(?:generate|stream)Text$/;

/**
 * Creates a telemetry integration for `registerTelemetry` of the AI SDK 7: each call of `generateText` and `streamText` is
 * an agent, named by its `functionId`, with its steps, models and tools; other calls, such as `embed`, are steps. Models and
 * tools run in the scope of their operation, and in audit mode not before its start is recorded. `recordInputs` and
 * `recordOutputs` are obeyed. A call outside of any session has a session of its own.
 */
export function createAiTelemetry(chaukas: Scope): AiTelemetry {
  const tree = createOperationTree(chaukas);
  /** Ids of the operations of a call that have not ended, from the outside in. */
  const open = new Map<string, string[]>();

  function enter(callId: string, id: string): string | undefined {
    const ids = open.get(callId) ?? [];
    const parentId = ids.find((each) => each === stepOf(callId)) ?? ids[0];
    open.set(callId, [...ids, id]);
    return parentId;
  }

  function leave(callId: string, id: string): void {
    const ids = (open.get(callId) ?? []).filter((each) => each !== id);
    if (ids.length === 0) {
      open.delete(callId);
    } else {
      open.set(callId, ids);
    }
  }

  /** Ends what is still open of a call, from the inside out. */
  function failCall(callId: string, error: unknown, isAborted: boolean): void {
    const extra = isAborted ? { status: EventStatus.CANCELLED, severity: Severity.WARN } : {};
    for (const id of (open.get(callId) ?? []).reverse()) {
      tree.fail(id, error, extra);
    }
    open.delete(callId);
  }

  function openModel(event: Json): {
    readonly callId: string;
    readonly id: string;
    readonly parentId: string | undefined;
  } {
    const callId = callIdOf(event);
    const id = modelOf(callId);
    return { callId, id, parentId: enter(callId, id) };
  }

  function endModel(event: Json): void {
    const callId = callIdOf(event);
    const { usage, finishReason, content, responseId, modelId, performance, objectText } = event;
    const { result, extra } = describeAiAnswer({
      usage,
      finishReason,
      content: event["recordOutputs"] === false ? undefined : (content ?? objectText),
      responseId: responseId ?? jsonOf(event["response"])["id"],
      model: jsonOf(event["response"])["modelId"] ?? modelId,
      timeToFirstTokenMs: numberOf(jsonOf(performance)["timeToFirstOutputMs"]),
    });
    tree.end(modelOf(callId), result, extra);
    leave(callId, modelOf(callId));
  }

  return {
    onStart(value) {
      const event = jsonOf(value);
      const callId = callIdOf(event);
      const operation = String(event["operationId"]);
      const name = textOf(event["functionId"]);
      const metadata = { "ai.operation": operation };
      enter(callId, callId);
      if (textOperation.test(operation)) {
        tree.open(callId, "agent", { ...(name === undefined ? {} : { name }), metadata });
      } else {
        tree.open(callId, "step", { ...describeStep(event, operation), metadata });
      }
    },
    onStepStart(value) {
      const event = jsonOf(value);
      const callId = callIdOf(event);
      const parentId = enter(callId, stepOf(callId));
      tree.open(stepOf(callId), "step", { name: `step ${event["stepNumber"]}`, kind: "step" }, { parentId });
    },
    async executeLanguageModelCall(options) {
      const { execute, ...event } = options as Work<unknown> & Json;
      const { callId, id, parentId } = openModel(event);
      const operation = await tree.begin(id, "model", describeRequest(event), { parentId });
      try {
        return (await operation.scope.run(execute)) as Awaited<ReturnType<typeof options.execute>>;
      } catch (error) {
        tree.fail(id, error);
        leave(callId, id);
        throw error;
      }
    },
    onLanguageModelCallEnd: (event) => endModel(jsonOf(event)),
    async executeTool(options) {
      const { execute, ...event } = options as Work<unknown> & Json;
      const callId = callIdOf(event);
      const id = `${callId}/${event["toolCallId"]}`;
      const parentId = enter(callId, id);
      const operation = await tree.begin(id, "tool", describeTool(event), { parentId });
      try {
        return (await operation.scope.run(execute)) as Awaited<ReturnType<typeof options.execute>>;
      } catch (error) {
        tree.fail(id, error);
        leave(callId, id);
        throw error;
      }
    },
    onToolExecutionEnd(value) {
      const event = jsonOf(value);
      const callId = callIdOf(event);
      const id = `${callId}/${jsonOf(event["toolCall"])["toolCallId"]}`;
      tree.end(id, event["recordOutputs"] === false ? undefined : jsonOf(event["toolOutput"])["output"]);
      leave(callId, id);
    },
    onStepEnd(value) {
      const callId = callIdOf(jsonOf(value));
      tree.end(stepOf(callId));
      leave(callId, stepOf(callId));
    },
    onStepError(value) {
      const event = jsonOf(value);
      const callId = callIdOf(event);
      tree.fail(stepOf(callId), event["error"]);
      leave(callId, stepOf(callId));
    },
    onObjectStepStart(value) {
      const event = jsonOf(value);
      const { id, parentId } = openModel(event);
      tree.open(id, "model", describeRequest(event), { parentId });
    },
    onObjectStepEnd: (event) => endModel(jsonOf(event)),
    onEnd(value) {
      const event = jsonOf(value);
      const callId = callIdOf(event);
      tree.end(callId, event["recordOutputs"] === false ? undefined : describeOutput(event));
      open.delete(callId);
    },
    onAbort(value) {
      const event = jsonOf(value);
      failCall(callIdOf(event), event["reason"] ?? "aborted", true);
    },
    onError(value) {
      const event = jsonOf(value);
      failCall(callIdOf(event), event["error"] ?? value, jsonOf(event["error"])["name"] === "AbortError");
    },
  };
}

function callIdOf(event: Json): string {
  return String(event["callId"]);
}

function stepOf(callId: string): string {
  return `${callId}/step`;
}

function modelOf(callId: string): string {
  return `${callId}/model`;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function describeRequest(event: Json) {
  const { provider, modelId, messages, instructions, promptMessages, tools } = event;
  const request = { instructions, messages: messages ?? promptMessages, tools };
  return {
    ...describeSettings({ ...event, model: modelId }),
    provider: textOf(provider) ?? "",
    ...(event["recordInputs"] === false ? {} : requestOf(withoutUndefined(request))),
  };
}

function describeTool(event: Json): ToolInit {
  const { toolName, input } = jsonOf(event["toolCall"]);
  return {
    name: String(toolName),
    id: String(event["toolCallId"]),
    ...(event["recordInputs"] === false || input === undefined ? {} : { arguments: input }),
  };
}

/** Describes a call that is not of an agent, such as `ai.embedMany`. */
function describeStep(event: Json, operation: string): StepInit {
  const kind = operation.replace("ai.", "").replace(/^embed.*/, "embedding");
  const { value, values, query, documents, text, messages, prompt } = event;
  const input = withoutUndefined({ value, values, query, documents, text, messages, prompt });
  return {
    name: textOf(event["functionId"]) ?? textOf(event["modelId"]) ?? operation,
    kind,
    ...(event["recordInputs"] === false ? {} : { input }),
  };
}

/** Returns what an operation resulted in. Vectors and recordings are withheld. */
function describeOutput(event: Json): Json {
  const { object, text, ranking, usage } = event;
  return withoutUndefined({ object, text, ranking, usage });
}

function withoutUndefined(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
