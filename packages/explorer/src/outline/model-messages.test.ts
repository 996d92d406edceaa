// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type JsonObject } from "@bufbuild/protobuf";
import { EventSchema, EventType } from "@chaukas/spec-common";
import { expect, it } from "vitest";
import { findNewMessages } from "./model-messages.js";

function call(agentId: string, invocation: { request?: JsonObject; response?: JsonObject }) {
  const type = invocation.request ? EventType.MODEL_INVOCATION_START : EventType.MODEL_INVOCATION_END;
  return create(EventSchema, { type, agentId, content: { case: "llmInvocation", value: invocation } });
}

/** The messages of each call as lines, `role: text`. */
function linesOf(...calls: readonly ReturnType<typeof call>[]): string[][] {
  const found = findNewMessages(calls);
  return calls.map((event) => (found.get(event) ?? []).map(({ role, text }) => `${role}: ${text}`));
}

const rules = { role: "system", content: "Be brief." };
const question = { role: "user", content: "Where is 4711?" };
const wanted = { id: "1", type: "function", function: { name: "find", arguments: '{"order":4711}' } };
const lookup = { role: "assistant", content: null, tool_calls: [wanted] };

it("shows each message of a growing history once, and an answer not again as a part of it", () => {
  const next = [rules, question, lookup, { role: "tool", content: "in Köln" }];
  const calls = [
    call("a", { request: { messages: [rules, question] } }),
    call("a", { response: { choices: [{ message: lookup }] } }),
    call("a", { request: { messages: next } }),
    call("a", { response: { choices: [{ message: { role: "assistant", content: "In Köln." } }] } }),
  ];
  expect(linesOf(...calls)).toEqual([
    ["system: Be brief.", "user: Where is 4711?"],
    ['assistant: find {"order":4711}'],
    ["tool: in Köln"],
    ["assistant: In Köln."],
  ]);
});

it("keeps the histories of agents apart, and shows what was said twice twice", () => {
  const calls = [
    call("a", { request: { messages: [question] } }),
    call("b", { request: { messages: [question] } }),
    call("a", { request: { messages: [question, question] } }),
  ];
  expect(linesOf(...calls)).toEqual(calls.map(() => ["user: Where is 4711?"]));
});

it.each<[string, JsonObject, JsonObject, string[]]>([
  [
    "Anthropic",
    { system: "Be brief.", messages: [{ role: "user", content: [{ type: "text", text: "Hi" }, { type: "image" }] }] },
    { role: "assistant", content: [{ type: "tool_use", id: "1", name: "find", input: { order: 1 } }] },
    ["system: Be brief.", "user: Hi\n[image]", 'assistant: find {"order":1}'],
  ],
  [
    "OpenAI responses",
    { instructions: "Be brief.", input: [{ role: "user", content: [{ type: "input_text", text: "Hi" }] }] },
    { output: [{ type: "message", role: "assistant", content: [{ type: "output_text", text: "Hello" }] }] },
    ["system: Be brief.", "user: Hi", "assistant: Hello"],
  ],
  [
    "Gemini",
    { systemInstruction: { parts: [{ text: "Be brief." }] }, contents: [{ role: "user", parts: [{ text: "Hi" }] }] },
    { candidates: [{ content: { role: "model", parts: [{ functionCall: { name: "find", args: { order: 1 } } }] } }] },
    ["system: Be brief.", "user: Hi", 'assistant: find {"order":1}'],
  ],
  [
    "a response that is a message",
    { messages: [question] },
    { content: "One moment.", tool_calls: [wanted], finish_reason: "tool_calls" },
    ["user: Where is 4711?", 'assistant: One moment.\nfind {"order":4711}'],
  ],
  ["a plain prompt", { prompt: "Hi" }, { text: "Hello" }, ["user: Hi", "assistant: Hello"]],
])("reads the shape of %s", (_, request, response, lines) => {
  expect(linesOf(call("a", { request }), call("a", { response })).flat()).toEqual(lines);
});

it("leaves out calls whose request and response were withheld", () => {
  expect(findNewMessages([call("a", {}), create(EventSchema, {})]).size).toBe(0);
});
