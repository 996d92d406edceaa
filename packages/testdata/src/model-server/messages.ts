// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  answeringModel,
  type Json,
  memberOf,
  objectsIn,
  type Reply,
  type ServerSentEvent,
  type Session,
  textOf,
} from "./api.ts";
import { type Answer, decideAnswer, type Prompt, type Turn } from "./decide-answer.ts";

/** Answers `POST /v1/messages` of Anthropic, as one value or as a stream. */
export function answerMessages(request: Json, session: Session): Reply {
  const answer = decideAnswer(readPrompt(request), session.answers);
  const content =
    answer.calls.length > 0
      ? answer.calls.map((call) => ({
          type: "tool_use" as const,
          id: session.nextId("toolu"),
          name: call.name,
          input: JSON.parse(call.arguments) as unknown,
        }))
      : [{ type: "text" as const, text: answer.tokens.join("") }];
  const message = {
    id: session.nextId("msg"),
    type: "message",
    role: "assistant",
    model: answeringModel(request["model"]),
    stop_sequence: null,
  };
  const reason = answer.cut ? "max_tokens" : answer.calls.length > 0 ? "tool_use" : "end_turn";
  if (request["stream"] !== true) {
    return { json: { ...message, content, stop_reason: reason, usage: usageOf(answer) } };
  }
  const events = [
    {
      type: "message_start",
      message: { ...message, content: [], stop_reason: null, usage: { ...usageOf(answer), output_tokens: 1 } },
    },
    ...content.flatMap((block, index) => [
      {
        type: "content_block_start",
        index,
        content_block: block.type === "text" ? { type: "text", text: "" } : { ...block, input: {} },
      },
      ...(block.type === "text"
        ? answer.tokens.map((text) => ({ type: "text_delta", text }))
        : [{ type: "input_json_delta", partial_json: JSON.stringify(block.input) }]
      ).map((delta) => ({ type: "content_block_delta", index, delta })),
      { type: "content_block_stop", index },
    ]),
    {
      type: "message_delta",
      delta: { stop_reason: reason, stop_sequence: null },
      usage: { output_tokens: answer.usage.output },
    },
    { type: "message_stop" },
  ].map((data): ServerSentEvent => ({ event: data.type, data }));
  return { events };
}

function readPrompt(request: Json): Prompt {
  const choice = request["tool_choice"];
  const name = memberOf(choice, "name");
  return {
    turns: [
      ...(request["system"] === undefined
        ? []
        : [{ kind: "text", role: "system", text: textOf(request["system"]) } as const]),
      ...objectsIn(request["messages"]).flatMap(readTurns),
    ],
    tools: objectsIn(request["tools"]).map((tool) => ({ name: String(tool["name"]), schema: tool["input_schema"] })),
    choice: typeof name === "string" ? { name } : memberOf(choice, "type") === "none" ? "none" : "any",
    parallel: memberOf(choice, "disable_parallel_tool_use") === false,
    maxTokens: Number(request["max_tokens"]),
    reasons: false,
  };
}

function readTurns({ role, content }: Json): Turn[] {
  if (typeof content === "string") {
    return [{ kind: "text", role: String(role), text: content }];
  }
  return objectsIn(content).flatMap((block): Turn[] => {
    switch (block["type"]) {
      case "text":
        return [{ kind: "text", role: String(role), text: String(block["text"]) }];
      case "tool_use":
        return [{ kind: "call", id: String(block["id"]), name: String(block["name"]) }];
      case "tool_result":
        return [{ kind: "result", id: String(block["tool_use_id"]), text: textOf(block["content"]) }];
      default:
        return [];
    }
  });
}

// Anthropic counts the input in the cache separately.
function usageOf({ usage: { input, cached, output } }: Answer) {
  return {
    input_tokens: input - cached,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cached,
    output_tokens: output,
    service_tier: "standard",
  };
}
