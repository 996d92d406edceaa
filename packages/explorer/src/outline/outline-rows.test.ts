// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create } from "@bufbuild/protobuf";
import { EventSchema, EventType } from "@chaukas/spec-common";
import { outlineSession } from "@chaukas/spec-common/session";
import { expect, it } from "vitest";
import { listRows, searchRows } from "./outline-rows.js";

const outline = outlineSession([
  create(EventSchema, { eventId: "a", type: EventType.AGENT_START, spanId: "1", agentName: "Billing" }),
  create(EventSchema, {
    eventId: "b",
    type: EventType.TOOL_CALL_START,
    spanId: "2",
    parentSpanId: "1",
    content: { case: "toolCall", value: { name: "refund" } },
  }),
  create(EventSchema, { eventId: "c", type: EventType.RETRY, spanId: "2", retry: { attempt: 2 } }),
]);

it("lists the lines of a tree with their depths, without those that are closed", () => {
  const list = (...closed: string[]) => listRows(outline, new Set(closed)).map(({ id, depth }) => `${depth}${id}`);
  expect(list()).toEqual(["0a", "1b", "2c"]);
  expect(list("b")).toEqual(["0a", "1b"]);
  expect(list("a")).toEqual(["0a"]);
});

it("finds lines by all words, regardless of case and nesting", () => {
  const search = (text: string) => searchRows(outline, text).map(({ id }) => id);
  expect(search("REFUND tool")).toEqual(["b"]);
  expect(search("attempt")).toEqual(["c"]);
  expect(search("billing refund")).toEqual([]);
  expect(search(" ")).toEqual(["a", "b", "c"]);
});

it("lists 20,000 nested operations", () => {
  const events = Array.from({ length: 20_000 }, (_, depth) =>
    create(EventSchema, { type: EventType.STEP_START, spanId: `${depth}`, parentSpanId: `${depth - 1}` }),
  );
  expect(listRows(outlineSession(events), new Set())).toHaveLength(20_000);
});
