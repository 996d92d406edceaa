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
  ["day", { "1970-01-01": 5 }],
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

it("counts a call once, whatever the name of the model that answered", () => {
  const started = createReport("model");
  const call = (model: string, responseModel = "") =>
    ({ case: "llmInvocation", value: { model, responseModel } }) as const;
  started.add(create(EventSchema, { type: EventType.MODEL_INVOCATION_START, spanId: "1", content: call("gpt-5") }));
  started.add(
    create(EventSchema, { type: EventType.MODEL_INVOCATION_END, spanId: "1", content: call("gpt-5", "gpt-5-2026") }),
  );
  expect(started.end().rows).toMatchObject([{ name: "gpt-5", totals: { modelCalls: 1, events: 2 } }]);
});

it("tells parallel calls without spans apart by their ids", () => {
  const started = createReport("tool");
  for (const id of ["alpha", "beta"]) {
    const content = { case: "toolCall", value: { id, name: id } } as const;
    started.add(create(EventSchema, { type: EventType.TOOL_CALL_START, content }));
  }
  for (const [toolCallId, status] of [
    ["beta", EventStatus.COMPLETED],
    ["alpha", EventStatus.FAILED],
  ] as const) {
    const content = { case: "toolResponse", value: { toolCallId } } as const;
    started.add(create(EventSchema, { type: EventType.TOOL_CALL_END, status, content }));
  }
  expect(started.end().rows.map(({ name, totals }) => [name, totals.errors])).toEqual([
    ["alpha", 1],
    ["beta", 0],
  ]);
});
