// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { expect, it } from "vitest";
import { type Event, EventSchema, EventType } from "../gen/chaukas/spec/common/v1/events_pb.js";
import { describeEvent, describeOperation } from "./describe-event.js";
import { outlineSession } from "./outline-session.js";

type Init = MessageInitShape<typeof EventSchema>;
type Content = Exclude<NonNullable<Init["content"]>, { case?: undefined }>;

it.each<[string, Content]>([
  ["user: Do I owe you anything?", { case: "message", value: { role: "user", text: "Do I owe you anything?" } }],
  ['refund {"order":"A-17"}', { case: "toolCall", value: { name: "refund", arguments: { order: "A-17" } } }],
  ["timed out", { case: "toolResponse", value: { errorMessage: "timed out" } }],
  ["gpt-5 -1 → 0 tokens", { case: "llmInvocation", value: { model: "gpt-5", promptTokens: -1 } }],
  ["gpt-5 -1 tokens", { case: "llmInvocation", value: { model: "gpt-5", totalTokens: -1 } }],
  [
    "gpt-5 (openai) 10 → 3 tokens",
    {
      case: "llmInvocation",
      value: { provider: "openai", model: "gpt-5", promptTokens: 10, completionTokens: 3 },
    },
  ],
  [
    "deny by limit, approved by Ada (not enforced): over 100 EUR",
    {
      case: "policy",
      value: {
        policyId: "limit",
        outcome: "deny",
        rationale: "over 100 EUR",
        approver: { name: "Ada" },
        enforced: false,
      },
    },
  ],
  [
    "search orders: blue shoes (2 documents)",
    {
      case: "dataAccess",
      value: { operation: "search", datasource: "orders", query: "blue shoes", documentIds: ["1", "2"] },
    },
  ],
  ['{"cart":3}', { case: "stateUpdate", value: { cart: 3 } }],
  ["RateLimitError: slow down", { case: "error", value: { errorCode: "RateLimitError", errorMessage: "slow down" } }],
  [
    "Triage → b: billing",
    {
      case: "agentHandoff",
      value: { fromAgentId: "a", fromAgentName: "Triage", toAgentId: "b", reason: "billing" },
    },
  ],
  [
    'files tools/call {"name":"read"}',
    {
      case: "mcpCall",
      value: { serverName: "files", operation: "tools/call", request: { name: "read" } },
    },
  ],
  [
    "relevance 0 (off topic): about shoes",
    {
      case: "evaluation",
      value: { name: "relevance", score: 0, label: "off topic", explanation: "about shoes" },
    },
  ],
  [
    "redacted /message/text of event e-1: asked by the user",
    {
      case: "redactionRecord",
      value: { fields: ["/message/text"], eventId: "e-1", reason: "asked by the user" },
    },
  ],
  ['rerank top {"n":3}', { case: "step", value: { kind: "rerank", name: "top", input: { n: 3 } } }],
])("describes %s", (text, content) => {
  expect(describeEvent(create(EventSchema, { content }))).toBe(text);
});

it("describes events without content", () => {
  expect(describeEvent(create(EventSchema, { type: EventType.SESSION_START }))).toBe("");
  expect(describeEvent(create(EventSchema, { type: EventType.RETRY, retry: { attempt: 2 } }))).toBe("attempt 2");
});

it.each<[string, Init | undefined, Init | undefined, { what: string; result: string }]>([
  [
    "an agent",
    { type: EventType.AGENT_START, agentName: "Billing", agentVersion: "2" },
    undefined,
    { what: "Billing 2", result: "" },
  ],
  [
    "a model that answered",
    { type: EventType.MODEL_INVOCATION_START, content: { case: "llmInvocation", value: { model: "gpt-5" } } },
    {
      type: EventType.MODEL_INVOCATION_END,
      content: { case: "llmInvocation", value: { responseModel: "gpt-5-mini", totalTokens: 9, finishReason: "stop" } },
      cost: { totalCost: 0.25, currency: "EUR" },
    },
    { what: "gpt-5-mini", result: "9 tokens (stop) EUR 0.25" },
  ],
  [
    "a model that failed",
    { type: EventType.MODEL_INVOCATION_START, content: { case: "llmInvocation", value: { model: "gpt-5" } } },
    { type: EventType.MODEL_INVOCATION_END, content: { case: "error", value: { errorMessage: "overloaded" } } },
    { what: "gpt-5", result: "overloaded" },
  ],
  [
    "a call of MCP",
    { type: EventType.MCP_CALL_START, content: { case: "mcpCall", value: { serverName: "crm", request: { id: 1 } } } },
    {
      type: EventType.MCP_CALL_END,
      content: { case: "mcpCall", value: { serverName: "crm", response: { ok: true } } },
    },
    { what: 'crm {"id":1}', result: '{"ok":true}' },
  ],
  [
    "a step",
    { type: EventType.STEP_START, content: { case: "step", value: { kind: "chain", name: "plan" } } },
    { type: EventType.STEP_END, content: { case: "step", value: { kind: "chain", name: "plan" } } },
    { what: "chain plan", result: "" },
  ],
  [
    "a tool that ended without start",
    undefined,
    { type: EventType.TOOL_CALL_END, content: { case: "toolResponse", value: { output: { ok: true } } } },
    { what: "", result: '{"ok":true}' },
  ],
])("describes %s", (_, start, end, expected) => {
  const events = [start, end].flatMap((init): Event[] => (init ? [create(EventSchema, { spanId: "1", ...init })] : []));
  const [operation] = outlineSession(events);
  expect(operation?.case === "operation" && describeOperation(operation)).toEqual(expected);
});
