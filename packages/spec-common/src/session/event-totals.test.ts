// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { expect, it } from "vitest";
import { EventSchema, EventStatus, EventType } from "../gen/chaukas/spec/common/v1/events_pb.js";
import { totalEvents } from "./event-totals.js";

function total(events: readonly MessageInitShape<typeof EventSchema>[]) {
  const totalled = totalEvents();
  for (const event of events) {
    totalled.add(create(EventSchema, event));
  }
  return totalled.totals();
}

it("adds up what a list of sessions shows", () => {
  const usage = { case: "llmInvocation", value: { promptTokens: 10, completionTokens: 3 } } as const;
  const policy = (outcome: string) => ({ case: "policy", value: { outcome } }) as const;
  expect(
    total([
      { sessionId: "a", type: EventType.MODEL_INVOCATION_START, spanId: "1", content: usage },
      { sessionId: "a", type: EventType.MODEL_INVOCATION_END, spanId: "1", content: usage },
      { sessionId: "b", type: EventType.MODEL_INVOCATION_END, spanId: "1", content: usage },
      { sessionId: "b", type: EventType.TOOL_CALL_START },
      { sessionId: "b", type: EventType.TOOL_CALL_START },
      { sessionId: "b", type: EventType.TOOL_CALL_END, status: EventStatus.FAILED },
      { sessionId: "b", type: EventType.MCP_CALL_START, spanId: "2" },
      { sessionId: "b", type: EventType.RETRY, status: EventStatus.FAILED },
      { sessionId: "b", type: EventType.ERROR, status: EventStatus.FAILED },
      { sessionId: "b", type: EventType.POLICY_DECISION, content: policy("deny") },
      { sessionId: "b", type: EventType.POLICY_DECISION, content: policy("allow") },
      { sessionId: "b", type: EventType.POLICY_DECISION, content: policy("deny") },
      { sessionId: "b", type: EventType.AGENT_HANDOFF },
      { sessionId: "b", type: EventType.DATA_ACCESS },
    ]),
  ).toEqual({
    events: 14,
    sessions: 2,
    modelCalls: 2,
    toolCalls: 3,
    handoffs: 1,
    dataAccesses: 1,
    errors: 2,
    policyOutcomes: new Map([
      ["allow", 1],
      ["deny", 2],
    ]),
    inputTokens: 20,
    outputTokens: 6,
    costs: new Map(),
    begin: undefined,
    end: undefined,
  });
});

it("adds costs as decimals, each currency by itself", () => {
  const costs = [0.1, 0.2, 1e-7, 1e21, -0.5].map((totalCost) => ({ cost: { totalCost, currency: "USD" } }));
  expect(total([...costs, { cost: { totalCost: 2.5 } }, { cost: { totalCost: -2.5, currency: "EUR" } }]).costs).toEqual(
    new Map([
      ["", "2.5"],
      ["EUR", "-2.5"],
      ["USD", "999999999999999999999.8000001"],
    ]),
  );
  expect(total([{ cost: { totalCost: 5e-324 } }, { cost: { totalCost: -5e-324 } }]).costs).toEqual(
    new Map([["", "0"]]),
  );
});

it("leaves out costs that are not finite", () => {
  expect(total([Number.NaN, Number.NEGATIVE_INFINITY].map((totalCost) => ({ cost: { totalCost } }))).costs.size).toBe(
    0,
  );
});

it("begins and ends with events other than records of redactions", () => {
  const record = { case: "redactionRecord", value: {} } as const;
  const { begin, end } = total([
    { timestamp: { seconds: 5n } },
    { timestamp: { seconds: 5n, nanos: 1 } },
    { timestamp: { seconds: 3n } },
    { timestamp: { seconds: 9n }, content: record },
  ]);
  expect([begin, end]).toMatchObject([{ seconds: 3n }, { seconds: 5n, nanos: 1 }]);
});

it("counts calls by starts or by ends in each session, as a list of sessions does", () => {
  const start = { type: EventType.TOOL_CALL_START };
  const end = { type: EventType.TOOL_CALL_END };
  const count = (...events: readonly MessageInitShape<typeof EventSchema>[]) => total(events).toolCalls;
  expect(count({ ...start, spanId: "1" }, { ...end, spanId: "2" })).toBe(1);
  expect(count({ ...start, projectId: "p" }, end)).toBe(1);
  expect(count({ ...start, sessionId: "a" }, { ...end, sessionId: "b" })).toBe(2);
  expect(count({ ...start, tenantId: "a" }, { ...end, tenantId: "b" })).toBe(2);
  expect(count(end, end, start)).toBe(2);
});
