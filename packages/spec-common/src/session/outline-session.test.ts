// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, fromBinary } from "@bufbuild/protobuf";
import { readCapturedBatches } from "@chaukas/testdata";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Event, EventBatchSchema, EventSchema, EventType } from "../gen/chaukas/spec/common/v1/events_pb.js";
import { type OutlineItem, outlineSession } from "./outline-session.js";

let made = 0;
function make(type: keyof typeof EventType, ms: number, fields: Partial<Omit<Event, "type">> = {}): Event {
  const timestamp = { seconds: BigInt(Math.floor(ms / 1000)), nanos: (ms % 1000) * 1e6 };
  return create(EventSchema, {
    eventId: `event-${made++}`,
    sessionId: "s",
    type: EventType[type],
    ...fields,
    timestamp,
  } as never);
}

/** Writes an outline as indented lines. */
function print(items: readonly OutlineItem[], indent = ""): string[] {
  return items.flatMap((item) =>
    item.case === "event"
      ? [`${indent}${EventType[item.event.type]}`]
      : [
          `${indent}${item.kind}${item.start ? "" : " without start"}${item.end ? "" : " without end"}`,
          ...print(item.items, `${indent}  `),
        ],
  );
}

it("nests operations by their parents, and joins starts with ends whatever their order", () => {
  const outline = outlineSession([
    make("SESSION_END", 9, { spanId: "s1" }),
    make("TOOL_CALL_END", 4, { spanId: "t1", parentSpanId: "a1" }),
    make("SESSION_START", 0, { spanId: "s1" }),
    make("AGENT_START", 1, { spanId: "a1", parentSpanId: "s1" }),
    make("TOOL_CALL_START", 4, { spanId: "t1", parentSpanId: "a1" }),
    make("RETRY", 4, { spanId: "t1" }),
    make("POLICY_DECISION", 5, { spanId: "p1", parentSpanId: "a1" }),
    make("TOOL_CALL_START", 6, { spanId: "t2", parentSpanId: "a1" }),
    make("MODEL_INVOCATION_END", 7, { spanId: "m1", parentSpanId: "s1" }),
  ]);
  expect(print(outline)).toEqual([
    "session",
    "  agent without end",
    "    tool",
    "      RETRY",
    "    POLICY_DECISION",
    "    tool without end",
    "  model without start",
  ]);
});

it("joins repeated operations of one span in order, and calls without spans by their ids", () => {
  const call = (id: string) => ({ content: { case: "toolCall", value: { id } } }) as never;
  const response = (toolCallId: string) => ({ content: { case: "toolResponse", value: { toolCallId } } }) as never;
  const outline = outlineSession([
    make("MODEL_INVOCATION_START", 1, { spanId: "m" }),
    make("MODEL_INVOCATION_START", 2, { spanId: "m" }),
    make("MODEL_INVOCATION_END", 3, { spanId: "m" }),
    make("TOOL_CALL_START", 4, call("one")),
    make("TOOL_CALL_START", 5, call("two")),
    make("TOOL_CALL_END", 6, response("two")),
  ]);
  expect(print(outline)).toEqual(["model", "model without end", "tool without end", "tool"]);
});

it("puts items whose parents are unknown into the run of their agent, or into the session", () => {
  const outline = outlineSession([
    make("SESSION_START", 0, { spanId: "s1" }),
    make("AGENT_START", 1, { spanId: "a1", agentId: "triage", parentSpanId: "lost" }),
    make("INPUT_RECEIVED", 2, { agentId: "triage", parentSpanId: "lost" }),
    make("AGENT_END", 3, { spanId: "a1", agentId: "triage", parentSpanId: "lost" }),
    make("INPUT_RECEIVED", 4, { agentId: "triage", parentSpanId: "lost" }),
  ]);
  expect(print(outline)).toEqual(["session without end", "  agent", "    INPUT_RECEIVED", "  INPUT_RECEIVED"]);
});

it("outlines operations that contain each other side by side", () => {
  const outline = outlineSession([
    make("STEP_START", 1, { spanId: "a", parentSpanId: "b" }),
    make("STEP_START", 2, { spanId: "b", parentSpanId: "c" }),
    make("STEP_START", 3, { spanId: "c", parentSpanId: "a" }),
    make("STEP_START", 4, { spanId: "d", parentSpanId: "d" }),
  ]);
  expect(print(outline)).toEqual([
    "step without end",
    "  step without end",
    "    step without end",
    "step without end",
  ]);
  expect(outline.map((item) => item.case === "operation" && item.start?.spanId)).toEqual(["c", "d"]);
});

it("outlines the captured sessions of a real SDK, whose parents name no operation", () => {
  const events = readCapturedBatches().flatMap((bytes) => fromBinary(EventBatchSchema, bytes).events);
  const { sessionId } = events[0] as Event;
  expect(print(outlineSession(events.filter((event) => event.sessionId === sessionId)))).toMatchInlineSnapshot(`
    [
      "session",
      "  INPUT_RECEIVED",
      "  agent without end",
      "    model",
      "    POLICY_DECISION",
      "    AGENT_HANDOFF",
      "  agent",
      "    DATA_ACCESS",
      "    tool",
      "    mcp",
      "    model",
      "    OUTPUT_EMITTED",
      "  STATE_UPDATE",
      "  SYSTEM",
    ]
  `);
});

it("has every event of any session exactly once", () => {
  const id = fc.constantFrom("", "a", "b", "c");
  const event = fc
    .record({ type: fc.integer({ min: 1, max: 64 }), ms: fc.nat(9), spanId: id, parentSpanId: id, agentId: id })
    .map(({ type, ms, ...fields }) =>
      create(EventSchema, { ...fields, type, timestamp: { seconds: 0n, nanos: ms * 1e6 } }),
    );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      expect(new Set(eventsOf(outlineSession(events)))).toEqual(new Set(events));
      expect(countEvents(outlineSession(events))).toBe(events.length);
    }),
  );
});

it("takes 20,000 nested operations", () => {
  const events = Array.from({ length: 20_000 }, (_, depth) =>
    create(EventSchema, { type: EventType.STEP_START, spanId: `${depth}`, parentSpanId: `${depth - 1}` }),
  );
  let [item] = outlineSession(events.reverse());
  let depth = 0;
  for (; item?.case === "operation"; [item] = item.items) {
    depth++;
  }
  expect(depth).toBe(20_000);
});

it("takes 20,000 runs of one agent with events that name no parent", () => {
  const events = Array.from({ length: 20_000 }, (_, index) =>
    make(index % 2 === 0 ? "AGENT_START" : "INPUT_RECEIVED", index, { spanId: `${index}`, agentId: "a" }),
  );
  const start = performance.now();
  expect(outlineSession(events)).toHaveLength(10_000);
  // A tenth of a second, or minutes if each event looks at all runs.
  expect(performance.now() - start).toBeLessThan(20_000);
});

function eventsOf(items: readonly OutlineItem[]): Event[] {
  return items.flatMap((item) =>
    item.case === "event" ? [item.event] : [item.start ?? [], item.end ?? [], ...eventsOf(item.items)].flat(),
  );
}

function countEvents(items: readonly OutlineItem[]): number {
  return eventsOf(items).length;
}
