// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { EventSchema, EventStatus, EventType } from "@chaukas/spec-common";
import { outlineSession } from "@chaukas/spec-common/session";
import { expect, it } from "vitest";
import { printOutline } from "./print-outline.js";

it("prints a tree with times, outcomes, redactions and what is missing", () => {
  const outline = outlineSession([
    create(EventSchema, { type: EventType.SESSION_START, sessionId: "s", spanId: "1", timestamp: { seconds: 10n } }),
    create(EventSchema, {
      sessionId: "s",
      type: EventType.TOOL_CALL_START,
      spanId: "2",
      parentSpanId: "1",
      timestamp: { seconds: 11n },
      content: { case: "toolCall", value: { name: "refund", arguments: { card: "***" } } },
      redaction: { fields: ["/tool_call/arguments/card"], method: "mask" },
    }),
    create(EventSchema, {
      sessionId: "s",
      type: EventType.TOOL_CALL_END,
      status: EventStatus.FAILED,
      spanId: "2",
      timestamp: { seconds: 12n, nanos: 500_000_000 },
      content: { case: "toolResponse", value: { errorMessage: "no\nsuch\u001b[31m card" } },
    }),
    create(EventSchema, { sessionId: "s", type: 99 as EventType, spanId: "2", timestamp: { seconds: 12n } }),
    create(EventSchema, { sessionId: "s", type: EventType.STEP_END, spanId: "3", timestamp: { seconds: 13n } }),
  ]);
  expect([...printOutline(outline, { $typeName: "google.protobuf.Timestamp", seconds: 10n, nanos: 0 })]).toEqual([
    "     0.000 s  session  s  [open]",
    '     1.000 s  ├─ tool  refund {"card":"***"}  [failed in 1.500 s]  no such\\u001b[31m card  {redacted by mask: /tool_call/arguments/card}',
    "     2.000 s  │  └─ type 99",
    "     3.000 s  └─ step  [start missing, ended]",
  ]);
});

it("prints 20,000 nested operations in lines of bounded length", () => {
  const events = Array.from({ length: 20_000 }, (_, depth) =>
    create(EventSchema, { type: EventType.STEP_START, spanId: `${depth}`, parentSpanId: `${depth - 1}` }),
  );
  const lines = [...printOutline(outlineSession(events), undefined)];
  expect(lines).toHaveLength(20_000);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(120);
  expect(lines.at(-1)).toContain("(level 19999) step");
});
