// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ChaukasClient } from "@chaukas/spec-client";
import type { Event } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import { expect, test } from "vitest";
import { importEvents } from "./import-events.js";
import { readLines } from "./lines/read-lines.js";
import type { BadLine } from "./send-batch.js";

/** Imports lines into a list. Returns the stored events, and the lines that were not. */
async function importLines(...lines: string[]) {
  const stored: Event[] = [];
  const bad: BadLine[] = [];
  const client = {
    ingestEventBatch: async ({ eventBatch }: { eventBatch: { events: Event[] } }) => {
      stored.push(...eventBatch.events);
      return { rejectedEventIds: [], rejections: [], notices: [] };
    },
  } as unknown as ChaukasClient;
  const chunks = (async function* () {
    yield Buffer.from(lines.join("\n"));
  })();
  const source = { name: "-", start: { offset: 0, line: 0 } };
  await importEvents(readLines(chunks, { ...source, maxLineBytes: 2 ** 20 }), client, {
    ...source,
    tenantId: "acme",
    batchSize: 100,
    onBadLine: (line) => bad.push(line),
    onNotice: () => {},
    onProgress: () => {},
  });
  return { stored, bad };
}

const toolCall = { type: "TOOL_CALL_START", content: { kind: "tool_call", id: "c" } };
const llmInvocation = { content: { kind: "llm_invocation", prompt_tokens: 7 } };
const exact = "expected an integer that a double represents exactly, found 12345678901234567890";

test.each([
  [
    "an integer that would be rounded",
    '{"event_id":"a","content":{"kind":"tool_call","arguments":{"order":12345678901234567890}}}',
    `/content/arguments/order: ${exact} at column 68`,
  ],
  [
    "an integer that would be rounded, in ProtoJSON",
    '  {"eventId":"a","toolCall":{"arguments":{"order":12345678901234567890}}}',
    `/toolCall/arguments/order: ${exact} at column 51`,
  ],
  [
    "an integer in the form of an exponent that would be rounded",
    '{"metadata":{"order":12345678901234567890e0}}',
    `/metadata/order: ${exact}e0 at column 22`,
  ],
  [
    "a number that would become zero",
    '{"metadata":{"n":1e-400}}',
    "/metadata/n: expected a number within the range of a double, found 1e-400 at column 18",
  ],
  [
    "a key twice",
    '{"event_id":"a","event_id":"b"}',
    '/event_id: expected every key once, found "event_id" again at column 17',
  ],
  [
    "half of a surrogate pair",
    '{"event_id":"\\ud83d"}',
    '/event_id: expected surrogates only in pairs, found "\\ud83d" at column 13',
  ],
  [
    "NaN",
    '{"metadata":{"n":NaN}}',
    '/metadata/n: expected a JSON value, such as the string "NaN", found NaN at column 18',
  ],
  [
    "a member that is unknown",
    '{"event_id":"a","mine":1}',
    '/mine: expected a field of Event, found "mine" at column 24',
  ],
  ["something other than an object", "[1]", "Event: expected an object, found an array of 1 at column 1"],
  ["text that is not JSON", "hello", 'Event: expected a JSON value, found "h" at column 1'],
])("a line with %s is refused by itself, with place and column", async (_, line, reason) => {
  const good = '{"event_id":"good"}';
  const { stored, bad } = await importLines(good, line, good);
  expect(bad).toEqual([{ number: 2, reason }]);
  expect(stored.map(({ eventId }) => eventId)).toEqual(["good", "good"]);
});

test("null, and the strings for numbers that JSON lacks, are read as everywhere", async () => {
  const { stored, bad } = await importLines(
    '{"event_id":"a","agent_name":null,"content":null,"metadata":{"n":"NaN","m":null}}',
    '{"eventId":"b","agentName":null,"toolCall":null,"metadata":{"n":"-Infinity"}}',
  );
  expect(bad).toEqual([]);
  expect(stored.map(eventToJson)).toEqual([
    { event_id: "a", tenant_id: "acme", metadata: { n: "NaN", m: null } },
    { event_id: "b", tenant_id: "acme", metadata: { n: "-Infinity" } },
  ]);
});

test.each([
  ["null for content", '{"event_id":"a","type":63,"mcp_call":null}', { type: "SYSTEM" }],
  ["null for content, and no type", '{"event_id":"a","mcp_call":null,"state_update":null}', {}],
  ["a number for its type", '{"event_id":"a","type":22,"tool_call":{"id":"c"}}', toolCall],
  ["a camel-case key below", '{"event_id":"a","cost":{"inputTokens":"7"}}', { cost: { input_tokens: 7 } }],
  ["a prefix in another enum", '{"event_id":"a","severity":"SEVERITY_WARN"}', { severity: "WARN" }],
  ["an integer as a string", '{"event_id":"a","llm_invocation":{"prompt_tokens":"7"}}', llmInvocation],
])("a line of ProtoJSON is read by what only ProtoJSON allows, such as %s", async (_, line, members) => {
  const { stored, bad } = await importLines(line);
  expect(bad).toEqual([]);
  expect(stored.map(eventToJson)).toEqual([{ event_id: "a", tenant_id: "acme", ...members }]);
});

test.each([
  [
    "public JSON by its type",
    '{"event_id":"a","type":"TOOL_CALL_START","tool_call":null}',
    '/tool_call: expected "content" with the kind "tool_call", found "tool_call" at column 54',
  ],
  [
    "ProtoJSON by its content",
    '{"event_id":"a","type":63,"tool_call":{"id":7}}',
    "/tool_call/id: expected a string, found 7 at column 45",
  ],
  [
    "ProtoJSON by an extension",
    '{"event_id":"a","type":63,"extensions":[{"@type":"acme.Note","@value":"AQ==AQ=="}]}',
    '/extensions/0/@value: expected base64, found "AQ==AQ==" at column 71',
  ],
])("a line that can be read in neither form is refused as %s", async (_, line, reason) => {
  const { stored, bad } = await importLines(line);
  expect([stored, bad]).toEqual([[], [{ number: 1, reason }]]);
});

test.each([
  [
    "a JSON array in one line",
    ['[{"event_id":"a"},{"event_id":"b"}]'],
    "-:1: expected one event per line, got a JSON array",
  ],
  [
    "a JSON array over lines",
    ["", " [", '{"event_id":"a"},', "]"],
    "-:2: expected one event per line, got a JSON array",
  ],
  [
    "an object over lines",
    ["{", '"event_id":"a"', "}"],
    "-:1: expected one event per line, got a JSON object of several lines",
  ],
  [
    "a log",
    ['{"format":"chaukas-integrity/1","origin":"localhost/t/acme","size":1}', "{}"],
    "-:1: expected one event per line, got a log with proofs",
  ],
])("%s is refused with one error, not with one for each line", async (_, lines, message) => {
  await expect(importLines(...lines)).rejects.toMatchObject({ name: "TransferError", code: "unreadable", message });
});

test("events before a failure of the source are stored", async () => {
  const stored: string[] = [];
  const positions: unknown[] = [];
  const client = {
    ingestEventBatch: async ({ eventBatch }: { eventBatch: { events: Event[] } }) => {
      stored.push(...eventBatch.events.map(({ eventId }) => eventId));
      return { rejectedEventIds: [], rejections: [], notices: [] };
    },
  } as unknown as ChaukasClient;
  const chunks = (async function* () {
    yield Buffer.from('{"event_id":"a"}\n{"event_id":"b"}\n{"event_');
    throw new Error("input/output error");
  })();
  const source = { name: "events.jsonl", start: { offset: 0, line: 0 } };
  const failure = importEvents(readLines(chunks, { ...source, maxLineBytes: 1000 }), client, {
    ...source,
    tenantId: "acme",
    batchSize: 100,
    onBadLine: () => {},
    onNotice: () => {},
    onProgress: (position) => positions.push(position),
  });
  await expect(failure).rejects.toMatchObject({ message: "events.jsonl:3: byte 34: input/output error" });
  expect([stored, positions]).toEqual([["a", "b"], [{ offset: 34, line: 2 }]]);
});
