// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { answeringModel, created, type Json, memberOf, objectsIn, type Reply, type Session, textOf } from "./api.ts";
import { type Answer, decideAnswer, type Prompt, type Turn } from "./decide-answer.ts";

/** Answers `POST /v1/chat/completions` of OpenAI, as one value or as a stream. */
export function answerChatCompletions(request: Json, session: Session): Reply {
  const answer = decideAnswer(readPrompt(request), session.answers);
  const head = { id: session.nextId("chatcmpl"), created, model: answeringModel(request["model"]) };
  const calls = answer.calls.map((call) => ({ id: session.nextId("call"), type: "function", function: call }));
  const finish = answer.cut ? "length" : calls.length > 0 ? "tool_calls" : "stop";
  const content = calls.length > 0 ? null : answer.tokens.join("");
  if (request["stream"] !== true) {
    const message = {
      role: "assistant",
      content,
      refusal: null,
      annotations: [],
      ...(calls.length > 0 && { tool_calls: calls }),
    };
    const choices = Array.from({ length: Number(request["n"] ?? 1) }, (_, index) => ({
      index,
      message,
      logprobs: null,
      finish_reason: finish,
    }));
    return { json: { ...head, object: "chat.completion", choices, ...common, usage: usageOf(answer) } };
  }
  const withUsage = memberOf(request["stream_options"], "include_usage") === true;
  const chunk = (choices: readonly unknown[], usage: unknown = null) => ({
    data: { ...head, object: "chat.completion.chunk", ...common, choices, ...(withUsage && { usage }) },
  });
  const delta = (value: Json, finishReason: string | null = null) =>
    chunk([{ index: 0, delta: value, logprobs: null, finish_reason: finishReason }]);
  const events = [
    delta({ role: "assistant", content: calls.length > 0 ? null : "", refusal: null }),
    ...answer.tokens.map((token) => delta({ content: token })),
    ...calls.flatMap(({ function: { name, arguments: text }, ...call }, index) => [
      delta({ tool_calls: [{ index, ...call, function: { name, arguments: "" } }] }),
      delta({ tool_calls: [{ index, function: { arguments: text } }] }),
    ]),
    delta({}, finish),
    ...(withUsage ? [chunk([], usageOf(answer))] : []),
    { data: "[DONE]" },
  ];
  return { events };
}

const common = { service_tier: "default", system_fingerprint: "fp_model_server" };

function readPrompt(request: Json): Prompt {
  const choice = request["tool_choice"];
  const name = memberOf(memberOf(choice, "function"), "name");
  const format = request["response_format"];
  return {
    turns: objectsIn(request["messages"]).flatMap(readTurns),
    tools: objectsIn(request["tools"]).map((tool) => ({
      name: String(memberOf(tool["function"], "name")),
      schema: memberOf(tool["function"], "parameters"),
    })),
    choice: typeof name === "string" ? { name } : choice === "none" ? "none" : "any",
    parallel: request["parallel_tool_calls"] === true,
    schema:
      memberOf(format, "type") === "json_object"
        ? { type: "object", properties: { answer: {} } }
        : memberOf(memberOf(format, "json_schema"), "schema"),
    maxTokens: Number(request["max_completion_tokens"] ?? request["max_tokens"] ?? Number.POSITIVE_INFINITY),
    reasons: (request["reasoning_effort"] ?? "none") !== "none",
  };
}

function readTurns({ role, content, tool_calls: calls, tool_call_id: id }: Json): Turn[] {
  if (role === "tool") {
    return [{ kind: "result", id: String(id), text: textOf(content) }];
  }
  const text = textOf(content);
  return [
    ...(text === "" ? [] : [{ kind: "text", role: String(role), text } as const]),
    ...objectsIn(calls).map(
      (call) => ({ kind: "call", id: String(call["id"]), name: String(memberOf(call["function"], "name")) }) as const,
    ),
  ];
}

function usageOf({ usage: { input, cached, output, reasoning } }: Answer) {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}
