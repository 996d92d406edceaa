// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { create, type JsonObject, type MessageInitShape } from "@bufbuild/protobuf";
import { EventType } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import { describe, expect, it } from "vitest";
import { ExportLogsServiceRequestSchema, type LogRecordSchema } from "../otlp/index.ts";
import { logsToEvents } from "./logs-to-events.ts";

type RecordParts = Exclude<MessageInitShape<typeof LogRecordSchema>, { readonly $typeName: string }>;

/** Converts a record with texts as attributes. Returns its type, and the event in public JSON without its IDs and times. */
function convert(texts: Readonly<Record<string, string>>, parts: RecordParts = {}): JsonObject {
  const attributes = Object.entries(texts).map(([key, value]) => ({
    key,
    value: { value: { case: "stringValue" as const, value } },
  }));
  const record: RecordParts = {
    eventName: "gen_ai.client.inference.operation.details",
    timeUnixNano: 1n,
    traceId: new Uint8Array(16).fill(1),
    spanId: new Uint8Array(8).fill(2),
    attributes,
    ...parts,
  };
  const request = { resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] };
  const { events } = logsToEvents(create(ExportLogsServiceRequestSchema, request), { tenantId: "acme" });
  expect(events).toHaveLength(1);
  const [event] = events;
  const { event_id, tenant_id, trace_id, span_id, session_id, timestamp, metadata, ...rest } = eventToJson(
    event as (typeof events)[number],
  );
  return rest as unknown as JsonObject;
}

const question = [{ role: "user", parts: [{ type: "text", content: "why?" }] }];
const answer = [{ role: "assistant", parts: [{ type: "text", content: "because" }] }];
const [asked, answered] = [
  { "gen_ai.input.messages": JSON.stringify(question) },
  { "gen_ai.output.messages": JSON.stringify(answer) },
];
const sampled = { flags: 1 };

describe("a log record with the details of a call", () => {
  it("is the input of a call whose span is sampled, and so ends the call", () => {
    expect(convert(asked, sampled)).toEqual({
      type: "INPUT_RECEIVED",
      author: "USER",
      content: { kind: "message", role: "user", text: "why?", metadata: { messages: question } },
    });
  });

  it("is the output of such a call, with the input if the record has both", () => {
    expect(convert({ ...asked, ...answered }, { ...sampled, body: { value: { case: undefined } } })).toEqual({
      type: "OUTPUT_EMITTED",
      author: "LLM",
      content: {
        kind: "message",
        role: "assistant",
        text: "because",
        metadata: { messages: answer, input_messages: question },
      },
    });
  });

  it.each([
    ["is not sampled", {}],
    ["is not named", { ...sampled, spanId: new Uint8Array() }],
  ])("is the end of a call whose span %s", (_, parts) => {
    expect(convert({ ...asked, ...answered, "gen_ai.request.model": "gpt-5" }, parts)).toEqual({
      type: "MODEL_INVOCATION_END",
      status: "COMPLETED",
      author: "LLM",
      content: {
        kind: "llm_invocation",
        model: "gpt-5",
        request: { messages: question },
        response: { messages: answer },
      },
    });
  });

  it("is the failed end of a call with an error, unless the record has a severity of its own", () => {
    const failed = convert({ ...asked, "error.type": "RateLimitError" });
    expect(failed).toMatchObject({ type: "MODEL_INVOCATION_END", status: "FAILED", severity: "ERROR" });
    expect(convert({ "error.type": "timeout" }, { severityNumber: 13 })).toMatchObject({ severity: "WARN" });
  });
});

it("reads the name of a record from an attribute, as before OTLP 1.5", () => {
  const body = { value: { case: "stringValue" as const, value: "hello" } };
  const message = convert({ "event.name": "gen_ai.user.message" }, { eventName: "", body });
  expect(message).toMatchObject({ type: EventType[EventType.INPUT_RECEIVED], content: { text: "hello" } });
});
