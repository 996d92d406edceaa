// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, test } from "vitest";
import { eventValidator, queryRequestValidator } from "./lenient/index.js";

const event = {
  event_id: "evt_1",
  session_id: "session_1",
  type: "TOOL_CALL_START",
  status: "STARTED",
  timestamp: "2026-01-31T09:30:00Z",
};

describe("a lenient validator", () => {
  test.each([
    { added_in_a_later_version: { any: ["thing"] } },
    { type: "ADDED_LATER" },
    { type: 4711 },
    { severity: "FATAL", author: 9 },
    { content: { kind: "added_later", whatever: 1 } },
    { content: { kind: "policy_decision", policy_id: "p", outcome: "escalate", extra: true } },
    { content: { kind: "agent_handoff", from_agent_id: "a", to_agent_id: "b", handoff_type: "llm_routed" } },
    { redaction: { method: "tokenise" } },
  ])("accepts %j", (change) => {
    expect(eventValidator.validate({ ...event, ...change })).toEqual({ kind: "valid", value: { ...event, ...change } });
  });

  test.each([
    [{ event_id: undefined }, "/event_id: expected this member, found nothing"],
    [{ type: true }, "/type: expected string or integer, found true"],
    [{ content: { kind: 5 } }, "/content/kind: expected string, found 5"],
    [{ content: { kind: "tool_call" } }, "/content/name: expected this member, found nothing"],
    [
      { content: { kind: "policy_decision", policy_id: "p", outcome: 1 } },
      "/content/outcome: expected string, found 1",
    ],
    [{ tags: [1] }, "/tags/0: expected string, found 1"],
  ])("rejects %j", (change, message) => {
    expect(eventValidator.validate({ ...event, ...change })).toMatchObject({ kind: "invalid", errors: [{ message }] });
  });

  test("accepts a sort order of a later version", () => {
    expect(queryRequestValidator.isValid({ filter: {}, order_by_time: "RANDOM" })).toBe(true);
  });
});
