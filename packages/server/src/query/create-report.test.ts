// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { EventSchema, EventStatus, EventType } from "@chaukas/spec-common";
import { expect, it } from "vitest";
import { createReport, type ReportGroup } from "./create-report.js";

const events: readonly MessageInitShape<typeof EventSchema>[] = [
  {
    sessionId: "s1",
    projectId: "p1",
    agentId: "a1",
    agentVersion: "2",
    principal: { id: "user-1" },
    type: EventType.TOOL_CALL_START,
    spanId: "t1",
    timestamp: { seconds: 86_399n },
    content: { case: "toolCall", value: { name: "refund" } },
  },
  {
    sessionId: "s1",
    agentName: "Billing",
    type: EventType.TOOL_CALL_END,
    status: EventStatus.FAILED,
    spanId: "t1",
    timestamp: { seconds: 86_400n },
  },
  {
    sessionId: "s2",
    type: EventType.MODEL_INVOCATION_START,
    spanId: "m1",
    content: { case: "llmInvocation", value: { model: "gpt-5" } },
  },
  { sessionId: "s2", type: EventType.MODEL_INVOCATION_END, spanId: "m1" },
  { sessionId: "s2", type: EventType.MODEL_INVOCATION_END, spanId: "m2" },
];

function report(by: ReportGroup) {
  const started = createReport(by);
  for (const event of events) {
    started.add(create(EventSchema, event));
  }
  return started.end();
}

it.each<[ReportGroup, Record<string, number>]>([
  ["agent", { Billing: 1, "a1 2": 1 }],
  ["day", { "1970-01-01": 4, "1970-01-02": 1 }],
  ["model", { "gpt-5": 2 }],
  ["principal", { "user-1": 1 }],
  ["project", { p1: 1 }],
  ["session", { s1: 2, s2: 3 }],
  ["tool", { refund: 2 }],
])("has a row for each %s", (by, expected) => {
  const { rows, all } = report(by);
  expect(rows.map(({ name, totals }) => [name, totals.events])).toEqual(Object.entries(expected));
  expect(all).toMatchObject({ events: 5, sessions: 2, errors: 1, modelCalls: 2, toolCalls: 1 });
});

it("counts the failure of a tool whose end does not name it", () => {
  expect(report("tool").rows[0]?.totals).toMatchObject({ errors: 1, toolCalls: 1 });
});
