// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { LLMInvocation } from "@chaukas/spec-common";
import type { EventInit, MessageInit } from "../../values/event-init.js";
import { type Json, jsonOf, textOf } from "../operations/json.js";

/** What the AI SDK says of an answer of a model, in its terms for applications or in those for providers. */
export interface AiAnswer {
  readonly content: unknown;
  readonly usage: unknown;
  readonly finishReason: unknown;
  readonly responseId?: unknown;
  readonly model?: unknown;
  readonly timeToFirstTokenMs?: number | undefined;
}

/** Returns what the end of a call to a model says. */
export function describeAiAnswer(answer: AiAnswer): { readonly result: Json; readonly extra: EventInit } {
  const { content, finishReason, timeToFirstTokenMs } = answer;
  const responseId = textOf(answer.responseId);
  const model = textOf(answer.model);
  const reason = textOf(finishReason) ?? textOf(jsonOf(finishReason)["unified"]);
  const value: MessageInit<LLMInvocation> = {
    ...describeUsage(jsonOf(answer.usage)),
    ...(reason === undefined ? {} : { finishReason: reason }),
    ...(model === undefined ? {} : { responseModel: model }),
    ...(timeToFirstTokenMs === undefined ? {} : { timeToFirstTokenMs }),
  };
  return {
    result: {
      ...(content === undefined ? {} : { content }),
      ...(reason === undefined ? {} : { finishReason: reason }),
    },
    extra: {
      content: { case: "llmInvocation", value },
      ...(responseId === undefined ? {} : { responseId }),
    },
  };
}

/** Applications get totals and details apart, providers give them as one object for each direction. */
function describeUsage(usage: Json): MessageInit<LLMInvocation> {
  const input = { total: usage["inputTokens"], ...jsonOf(usage["inputTokens"]), ...jsonOf(usage["inputTokenDetails"]) };
  const output = {
    total: usage["outputTokens"],
    ...jsonOf(usage["outputTokens"]),
    ...jsonOf(usage["outputTokenDetails"]),
  };
  const details: Json = { ...input, ...output };
  const promptTokens = count(input.total);
  const completionTokens = count(output.total);
  return {
    promptTokens,
    completionTokens,
    totalTokens: count(usage["totalTokens"]) || promptTokens + completionTokens,
    cachedInputTokens: count(details["cacheReadTokens"] ?? details["cacheRead"]),
    cacheWriteInputTokens: count(details["cacheWriteTokens"] ?? details["cacheWrite"]),
    reasoningTokens: count(details["reasoningTokens"] ?? details["reasoning"]),
  };
}

function count(value: unknown): number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31 ? (value as number) : 0;
}
