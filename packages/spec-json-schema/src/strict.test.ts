// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, expectTypeOf, test } from "vitest";
import { type Event, type EventContent, eventValidator, queryRequestValidator } from "./strict/index.js";
import type { ValidationError } from "./validator.js";

const event: Event = {
  event_id: "evt_1",
  tenant_id: "acme",
  session_id: "session_1",
  type: "TOOL_CALL_START",
  status: "STARTED",
  timestamp: "2026-01-31T09:30:00Z",
};

function errorsOf(change: Record<string, unknown>): readonly ValidationError[] {
  const result = eventValidator.validate({ ...event, ...change });
  return result.kind === "invalid" ? result.errors : [];
}

const messagesOf = (change: Record<string, unknown>) => errorsOf(change).map(({ message }) => message);

describe("a strict validator", () => {
  test("accepts a value and returns it unchanged", () => {
    expect(eventValidator.validate(event)).toEqual({ kind: "valid", value: event });
    expect(eventValidator.isValid(event)).toBe(true);
  });

  test("reports an unknown kind of content once, with the known kinds", () => {
    expect(errorsOf({ content: { kind: "tool" } })).toEqual([
      {
        pointer: "/content/kind",
        keyword: "enum",
        expected:
          "one of message, tool_call, tool_response, llm_invocation, policy_decision, data_access, state_update, error_info, agent_handoff, mcp_call, evaluation, redaction_record, step",
        found: '"tool"',
        message:
          '/content/kind: expected one of message, tool_call, tool_response, llm_invocation, policy_decision, data_access, state_update, error_info, agent_handoff, mcp_call, evaluation, redaction_record, step, found "tool"',
      },
    ]);
  });

  test("reports the errors of the kind of content that was meant, not those of the others", () => {
    expect(messagesOf({ content: { kind: "tool_call", arguments: [] } })).toEqual([
      "/content/name: expected this member, found nothing",
      "/content/arguments: expected object, found an array of 0",
    ]);
  });

  test.each([
    [{ event_id: undefined }, "/event_id: expected this member, found nothing"],
    [{ event_id: "" }, '/event_id: expected at least 1 characters, found ""'],
    [{ event_id: 5 }, "/event_id: expected string, found 5"],
    [{ event_id: null }, "/event_id: expected string, found null"],
    [{ evnt_id: "x" }, '/evnt_id: expected no such member, found "x"'],
    [{ "a/b~c": 1 }, "/a~1b~0c: expected no such member, found 1"],
    [{ is_final: "true" }, '/is_final: expected boolean, found "true"'],
    [{ redaction: { fields: ["/a", ""] } }, '/redaction/fields/1: expected at least 1 characters, found ""'],
    [{ tags: "a" }, '/tags: expected array, found "a"'],
    [{ severity: "FATAL" }, '/severity: expected one of DEBUG, INFO, WARN, ERROR, found "FATAL"'],
    [{ content_hash: "ABC" }, /^\/content_hash: expected text that matches .+, found "ABC"$/],
    [{ retry: { attempt: -2147483649 } }, "/retry/attempt: expected a number >= -2147483648, found -2147483649"],
    [{ retry: { attempt: 1.5 } }, "/retry/attempt: expected integer, found 1.5"],
    [
      { timestamp: "yesterday" },
      '/timestamp: expected an RFC 3339 date-time, such as 2026-01-31T09:30:00Z, found "yesterday"',
    ],
    [{ content: "x" }, '/content: expected object, found "x"'],
    [{ content: {} }, "/content/kind: expected this member, found nothing"],
  ])("rejects %j", (change, message) => {
    expect(messagesOf(change)).toEqual([typeof message === "string" ? message : expect.stringMatching(message)]);
  });

  test("shortens the value in the error", () => {
    const [error] = errorsOf({ event_id: "x".repeat(5000) });
    expect(error?.found).toHaveLength(60);
    expect(error?.found).toMatch(/^"x+…$/);
  });

  test.each([undefined, null, 1n, Symbol("s"), () => 1, Number.NaN, [], new Map()])(
    "rejects %s without throwing",
    (value) => {
      expect(eventValidator.validate(value).kind).toBe("invalid");
      expect(eventValidator.validate({ ...event, event_id: value }).kind).toBe("invalid");
    },
  );

  test.each([
    [{ metadata: { n: Number.NaN } }, "/metadata/n: expected a finite number, found NaN"],
    [{ metadata: { "a/b": [1, -Infinity] } }, "/metadata/a~1b/1: expected a finite number, found -Infinity"],
    [{ metadata: { at: new Date(0) } }, "/metadata/at: expected a JSON value, found an object of type Date"],
    [{ metadata: { big: 1n } }, "/metadata/big: expected a JSON value, found 1n"],
    [{ metadata: { map: new Map() } }, "/metadata/map: expected a JSON value, found an object of type Map"],
    [{ metadata: { list: [undefined] } }, "/metadata/list/0: expected a JSON value, found undefined"],
    [{ metadata: { "\ud800": 1 } }, "/metadata/\ud800: expected surrogates only in pairs, found 1"],
    [{ agent_name: "\ud83d" }, '/agent_name: expected surrogates only in pairs, found "\\ud83d"'],
    [{ cost: { total_cost: Infinity } }, /^\/cost\/total_cost: expected number, found Infinity$/],
  ])("rejects what JSON text cannot contain: case %#", (change, message) => {
    expect(messagesOf(change)).toEqual([typeof message === "string" ? message : expect.stringMatching(message)]);
    expect(eventValidator.isValid({ ...event, ...change })).toBe(false);
  });

  test("rejects a value that contains itself", () => {
    const metadata: Record<string, unknown> = {};
    metadata["self"] = metadata;
    expect(messagesOf({ metadata })).toEqual([
      expect.stringMatching(/^(\/metadata)(\/self)+: expected at most 200 nested /),
    ]);
  });

  test("takes a member that is undefined for an absent one, as JSON.stringify does", () => {
    expect(messagesOf({ agent_name: undefined, metadata: { a: undefined } })).toEqual([]);
  });

  test("rejects __proto__ as an unknown member, and accepts it in free-form objects", () => {
    const unknown = JSON.parse(`{"__proto__": 1, ${JSON.stringify(event).slice(1)}`) as unknown;
    expect(eventValidator.validate(unknown)).toMatchObject({
      errors: [{ message: "/__proto__: expected no such member, found 1" }],
    });
    expect(eventValidator.isValid({ ...event, metadata: JSON.parse('{"__proto__": 1}') as unknown })).toBe(true);
  });

  test("accepts a page size of 1000 and rejects 1001", () => {
    expect(queryRequestValidator.isValid({ filter: {}, page_size: 1000 })).toBe(true);
    expect(queryRequestValidator.validate({ filter: {}, page_size: 1001 })).toMatchObject({
      errors: [{ pointer: "/page_size", message: "/page_size: expected a number <= 1000, found 1001" }],
    });
  });

  test("treats a member that is undefined as absent, as the codec does, but not in a list or under an unknown name", () => {
    const optional = { agent_name: undefined, tags: undefined, metadata: { a: undefined }, content: undefined };
    expect(messagesOf(optional)).toEqual([]);
    expect(messagesOf({ tags: [undefined] })).toEqual(["/tags/0: expected string, found undefined"]);
    expect(messagesOf({ metadata: { a: [undefined] } })).toEqual([
      "/metadata/a/0: expected a JSON value, found undefined",
    ]);
    expect(messagesOf({ bogus: undefined })).toEqual(["/bogus: expected no such member, found undefined"]);
  });

  test("is a Standard Schema", () => {
    const standard = eventValidator["~standard"];
    expect([standard.version, standard.vendor]).toEqual([1, "chaukas"]);
    expect(standard.validate(event)).toEqual({ value: event });
    expect(standard.validate({ ...event, content: { kind: 1 } })).toMatchObject({
      issues: [{ path: ["content", "kind"] }],
    });
  });

  test("has a content that is discriminated by its kind", () => {
    expectTypeOf<Extract<EventContent, { kind: "tool_call" }>["name"]>().toEqualTypeOf<string>();
    expectTypeOf<EventContent["kind"]>().toExtend<string>();
    expectTypeOf<Event["type"]>().toExtend<string>();
  });
});
