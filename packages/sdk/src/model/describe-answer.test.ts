// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import { describeAnswer, joinChunks } from "./describe-answer.js";

it("reads a chat completion of OpenAI", () => {
  const answer = {
    id: "c1",
    model: "gpt-5",
    choices: [{ finish_reason: "stop" }],
    usage: {
      prompt_tokens: 10,
      completion_tokens: 5,
      total_tokens: 15,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens_details: { reasoning_tokens: 2 },
    },
  };
  expect(describeAnswer(answer)).toMatchObject({
    responseId: "c1",
    invocation: {
      promptTokens: 10,
      completionTokens: 5,
      totalTokens: 15,
      cachedInputTokens: 4,
      reasoningTokens: 2,
      finishReason: "stop",
      responseModel: "gpt-5",
    },
  });
});

it("puts the events of a streamed message of Anthropic together", () => {
  const events = [
    { type: "message_start", message: { id: "m1", model: "claude", usage: { input_tokens: 7, output_tokens: 1 } } },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hel" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "lo" } },
    { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 3 } },
  ];
  const answer = joinChunks(events);
  expect(answer).toMatchObject({ id: "m1", content: [{ type: "text", text: "Hello" }], stop_reason: "end_turn" });
  expect(describeAnswer(answer).invocation).toMatchObject({
    promptTokens: 7,
    completionTokens: 3,
    finishReason: "end_turn",
  });
});

it("takes the response out of the events of a streamed response of OpenAI", () => {
  const response = { id: "r1", object: "response", status: "completed" };
  expect(joinChunks([{ type: "response.created" }, { type: "response.completed", response }])).toBe(response);
});

it("keeps what it does not know", () => {
  expect(joinChunks(["a", "b"])).toBe("ab");
  expect(joinChunks([{ x: 1 }])).toEqual({ chunks: [{ x: 1 }] });
  expect(describeAnswer("text").invocation).toMatchObject({ response: "text", promptTokens: 0 });
});
