// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { EventSchema, EventType } from "@chaukas/spec-common";
import { outlineSession } from "@chaukas/spec-common/session";
import { expect, it } from "vitest";
import { compareSessions } from "./compare-sessions.js";
import { listRows } from "./outline-rows.js";

function rowsOf(session: string, ...tools: readonly string[]) {
  const events = tools.map((name, i) =>
    create(EventSchema, {
      eventId: `${session}${i}`,
      sessionId: session,
      type: EventType.TOOL_CALL_START,
      spanId: `${session}-${i}`,
      content: { case: "toolCall", value: { name, arguments: { of: session } } },
    }),
  );
  return listRows(outlineSession(events), new Set());
}

it("puts common steps side by side, whatever their arguments, and the others where they happened", () => {
  const steps = compareSessions(rowsOf("a", "find", "read", "send"), rowsOf("b", "find", "ask", "send", "send"));
  expect(steps.map(({ left, right }) => [left?.id, right?.id])).toEqual([
    ["a0", "b0"],
    ["a1", undefined],
    [undefined, "b1"],
    ["a2", "b2"],
    [undefined, "b3"],
  ]);
});

it("compares a session with an empty one", () => {
  expect(compareSessions([], rowsOf("b", "find"))).toMatchObject([{ left: undefined, right: { id: "b0" } }]);
});
