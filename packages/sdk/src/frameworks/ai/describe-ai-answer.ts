// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { LLMInvocation } from "@chaukas/spec-common";
import { countOf, type Json, jsonOf, textOf } from "../../model/json.js";
import type { EventInit, MessageInit } from "../../values/event-init.js";

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
  const promptTokens = countOf(input.total);
  const completionTokens = countOf(output.total);
  return {
    promptTokens,
    completionTokens,
    totalTokens: countOf(usage["totalTokens"]) || promptTokens + completionTokens,
    cachedInputTokens: countOf(details["cacheReadTokens"] ?? details["cacheRead"]),
    cacheWriteInputTokens: countOf(details["cacheWriteTokens"] ?? details["cacheWrite"]),
    reasoningTokens: countOf(details["reasoningTokens"] ?? details["reasoning"]),
  };
}
