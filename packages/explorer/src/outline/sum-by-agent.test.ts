// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { EventSchema, EventStatus, EventType } from "@chaukas/spec-common";
import { expect, it } from "vitest";
import { sumByAgent } from "./sum-by-agent.js";

const event = (sessionId: string, init: MessageInitShape<typeof EventSchema>) =>
  create(EventSchema, { tenantId: "acme", sessionId, ...init });
const tool = (name: string) => ({ case: "toolCall", value: { name } }) as const;

it("adds up by agent and version, and takes what names none from the operation and the session", () => {
  const start = { type: EventType.AGENT_START, agentId: "billing", agentName: "Billing", spanId: "a" };
  const { agents, withoutAgent } = sumByAgent([
    event("1", { ...start, agentVersion: "2" }),
    event("1", { type: EventType.TOOL_CALL_START, spanId: "t", parentSpanId: "a", content: tool("refund") }),
    event("1", { type: EventType.TOOL_CALL_END, status: EventStatus.FAILED, spanId: "t" }),
    event("2", { ...start, agentVersion: "2" }),
    event("2", {
      type: EventType.MODEL_INVOCATION_END,
      agentId: "billing",
      cost: { totalCost: 0.25, currency: "EUR" },
      content: { case: "llmInvocation", value: { model: "m", responseModel: "m-1", promptTokens: 7 } },
    }),
    event("3", { ...start, agentVersion: "1" }),
    event("3", { type: EventType.SESSION_START }),
  ]);
  expect(withoutAgent).toBe(1);
  expect(agents).toMatchObject([
    { agentId: "billing", version: "2", sessionsWithErrors: 1, models: ["m-1"], tools: ["refund"] },
    { agentId: "billing", name: "Billing", version: "1", sessionsWithErrors: 0, models: [], tools: [] },
  ]);
  expect(agents[0]?.totals).toMatchObject({ events: 5, sessions: 2, toolCalls: 1, modelCalls: 1, errors: 1 });
  expect(agents[0]?.totals.costs).toEqual(new Map([["EUR", "0.25"]]));
});

it("does not guess between two versions of an agent in a session, and tells agents without an id by their names", () => {
  const { agents } = sumByAgent([
    event("1", { agentId: "a", agentVersion: "1" }),
    event("1", { agentId: "a", agentVersion: "2" }),
    event("1", { agentId: "a" }),
    event("1", { agentName: "a" }),
  ]);
  const found = agents.map(({ agentId, name, version }) => `${agentId}/${name}/${version}`);
  expect(found.sort()).toEqual(["/a/", "a//", "a//1", "a//2"]);
});

it("ends at spans that are in each other", () => {
  const spans = [
    { spanId: "a", parentSpanId: "b" },
    { spanId: "b", parentSpanId: "a" },
  ];
  expect(sumByAgent(spans.map((span) => event("1", span)))).toEqual({ agents: [], withoutAgent: 2 });
});
