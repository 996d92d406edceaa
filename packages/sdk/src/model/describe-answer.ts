// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { LLMInvocation } from "@chaukas/spec-common";
import type { MessageInit } from "../values/event-init.js";
import { countOf, isJson, type Json } from "./json.js";

/** What the event that ends a call to a model says of its answer. */
export interface AnswerDescription {
  readonly invocation: MessageInit<LLMInvocation>;
  /** Identifier that the provider gave to the response. */
  readonly responseId?: string | undefined;
}

/**
 * Reads tokens, model, reason to finish and identifier from the answer of a model: of a chat completion or a response of
 * OpenAI, a message of Anthropic, or a result of the Vercel AI SDK. Whatever else it is, it becomes the response.
 */
export function describeAnswer(answer: unknown): AnswerDescription {
  const json = firstJson(answer);
  const usage = firstJson(json["usage"], json["usage_metadata"]);
  const input = countOf(
    usage["prompt_tokens"] ?? usage["input_tokens"] ?? usage["inputTokens"] ?? usage["promptTokens"],
  );
  const output = countOf(
    usage["completion_tokens"] ?? usage["output_tokens"] ?? usage["outputTokens"] ?? usage["completionTokens"],
  );
  const inputDetails = firstJson(usage["prompt_tokens_details"], usage["input_tokens_details"]);
  const outputDetails = firstJson(usage["completion_tokens_details"], usage["output_tokens_details"]);
  const total = countOf(usage["total_tokens"] ?? usage["totalTokens"]) || input + output;
  return {
    invocation: {
      response: answer,
      promptTokens: input,
      completionTokens: output,
      totalTokens: total,
      cachedInputTokens: countOf(
        inputDetails["cached_tokens"] ?? usage["cache_read_input_tokens"] ?? usage["cachedInputTokens"],
      ),
      cacheWriteInputTokens: countOf(usage["cache_creation_input_tokens"]),
      reasoningTokens: countOf(outputDetails["reasoning_tokens"] ?? usage["reasoningTokens"]),
      finishReason: readFinishReason(json),
      responseModel: text(json["model"]),
    },
    responseId: text(json["id"]),
  };
}

function readFinishReason(json: Json): string {
  const [choice] = Array.isArray(json["choices"]) ? json["choices"] : [];
  const reason = isJson(choice) ? choice["finish_reason"] : (json["stop_reason"] ?? json["finishReason"]);
  return text(reason ?? (json["object"] === "response" ? json["status"] : undefined));
}

/**
 * Puts the chunks of a streamed answer together to an answer that {@link describeAnswer} reads: those of chat completions
 * and responses of OpenAI, and of messages of Anthropic. Other chunks become the member `chunks`.
 */
export function joinChunks(chunks: readonly unknown[]): unknown {
  const parts = chunks.filter(isJson);
  const completed = parts.find((part) => /^response\.(completed|incomplete|failed)$/.test(text(part["type"])));
  if (completed !== undefined) {
    return completed["response"];
  }
  if (parts.some((part) => part["object"] === "chat.completion.chunk")) {
    return joinChatChunks(parts);
  }
  if (parts.some((part) => part["type"] === "message_start")) {
    return joinMessageEvents(parts);
  }
  return chunks.every((chunk) => typeof chunk === "string") ? chunks.join("") : { chunks };
}

function joinChatChunks(parts: readonly Json[]): Json {
  const choices = new Map<number, { content: string; reason: unknown; calls: Map<number, ToolCallParts> }>();
  let usage: unknown;
  for (const part of parts) {
    usage = isJson(part["usage"]) ? part["usage"] : usage;
    for (const choice of listOf(part["choices"])) {
      const index = countOf(choice["index"]);
      const joined = choices.get(index) ?? { content: "", reason: null, calls: new Map() };
      choices.set(index, joined);
      const delta = firstJson(choice["delta"]);
      joined.content += text(delta["content"]);
      joined.reason = choice["finish_reason"] ?? joined.reason;
      for (const call of listOf(delta["tool_calls"])) {
        addToolCall(joined.calls, call);
      }
    }
  }
  const [first = {}] = parts;
  return {
    id: first["id"],
    object: "chat.completion",
    model: first["model"],
    choices: [...choices].map(([index, { content, reason, calls }]) => ({
      index,
      message: {
        role: "assistant",
        content,
        tool_calls:
          calls.size > 0
            ? [...calls.values()].map(({ id, ...call }) => ({ id, type: "function", function: call }))
            : undefined,
      },
      finish_reason: reason,
    })),
    usage,
  };
}

interface ToolCallParts {
  id: string;
  name: string;
  arguments: string;
}

function addToolCall(calls: Map<number, ToolCallParts>, call: Json): void {
  const index = countOf(call["index"]);
  const joined = calls.get(index) ?? { id: "", name: "", arguments: "" };
  const called = firstJson(call["function"]);
  joined.id ||= text(call["id"]);
  joined.name += text(called["name"]);
  joined.arguments += text(called["arguments"]);
  calls.set(index, joined);
}

function joinMessageEvents(parts: readonly Json[]): Json {
  const message = firstJson(parts.find((part) => part["type"] === "message_start")?.["message"]);
  const blocks = new Map<number, Record<string, unknown>>();
  let usage = firstJson(message["usage"]);
  let stop: unknown = null;
  for (const part of parts) {
    const delta = firstJson(part["delta"]);
    const index = countOf(part["index"]);
    if (part["type"] === "content_block_start") {
      blocks.set(index, { ...firstJson(part["content_block"]) });
    } else if (part["type"] === "content_block_delta") {
      const block = blocks.get(index) ?? {};
      const key =
        delta["type"] === "input_json_delta" ? "input_json" : delta["type"] === "thinking_delta" ? "thinking" : "text";
      block[key] = text(block[key]) + text(delta["text"] ?? delta["partial_json"] ?? delta["thinking"]);
      blocks.set(index, block);
    } else if (part["type"] === "message_delta") {
      stop = delta["stop_reason"] ?? stop;
      usage = { ...usage, ...firstJson(part["usage"]) };
    }
  }
  return { ...message, content: [...blocks.values()], stop_reason: stop, usage };
}

function firstJson(...values: readonly unknown[]): Json {
  return values.find(isJson) ?? {};
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
