// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventType } from "@chaukas/spec-common";
import { expect, test } from "vitest";
import { createScope } from "../../scope/create-scope.js";
import { createEmptyStore } from "../../scope/scope-context.js";
import type { EventInit } from "../../values/event-init.js";
import { recordAiTools } from "./record-ai-tools.js";

function open(isAudit: boolean) {
  const events: EventInit[] = [];
  const scope = createScope(
    {
      isAudit,
      prices: undefined,
      store: createEmptyStore(),
      record: async (_, event) => events.push(event) > 0,
      refuse: async () => false,
      onFault() {},
      now: Date.now,
    },
    {},
  );
  const types = () => events.map(({ type }) => EventType[type ?? 0]);
  return { scope, types, events };
}

async function* count() {
  yield 1;
  yield 2;
}

test("a function that returns an async iterable still does, and its call ends with the iteration", async () => {
  const { scope, types } = open(false);
  const { tool } = recordAiTools(scope, { tool: { execute: () => count() } });
  const seen: number[] = [];
  for await (const value of tool.execute()) {
    seen.push(value);
    expect(types()).toEqual(["TOOL_CALL_START"]);
  }
  expect(seen).toEqual([1, 2]);
  expect(types()).toEqual(["TOOL_CALL_START", "TOOL_CALL_END"]);
});

test("such a function has its last value as output in audit mode, which waits for the start", async () => {
  const { scope, types } = open(true);
  const { tool } = recordAiTools(scope, { tool: { execute: () => count() } });
  expect(await tool.execute()).toBe(2);
  expect(types()).toEqual(["TOOL_CALL_START", "TOOL_CALL_END"]);
});

test("what a function throws or rejects with is recorded and passed on", async () => {
  const { scope, events } = open(false);
  const failure = new Error("no tool");
  const { throws, rejects, returns } = recordAiTools(scope, {
    throws: {
      execute: () => {
        throw failure;
      },
    },
    rejects: { execute: () => Promise.reject(failure) },
    returns: { execute: () => "done" },
  });
  expect(() => throws.execute()).toThrow(failure);
  await expect(rejects.execute()).rejects.toBe(failure);
  expect(await returns.execute()).toBe("done");
  expect(events.map(({ content }) => content?.case)).toEqual([
    "toolCall",
    "error",
    "toolCall",
    "error",
    "toolCall",
    "toolResponse",
  ]);
});
