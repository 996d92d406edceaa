// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { type Event, EventStatus, EventType } from "@chaukas/spec-common";
import { eventToJson } from "@chaukas/spec-common/json";
import { describe, expect, it } from "vitest";
import { ExportTraceServiceRequestSchema, type SpanSchema } from "../otlp/index.ts";
import { spansToEvents, type ToEventsOptions } from "./spans-to-events.ts";

type SpanParts = Exclude<MessageInitShape<typeof SpanSchema>, { readonly $typeName: string }>;
type Value = string | number | boolean | bigint | readonly string[] | { readonly double: number };

/** Returns attributes: integers for numbers without a fraction, doubles for the others. */
function attributesOf(values: Readonly<Record<string, Value>>) {
  return Object.entries(values).map(([key, value]) => ({ key, value: { value: anyValueOf(value) } }));
}

function anyValueOf(value: Value) {
  if (typeof value === "string") {
    return { case: "stringValue" as const, value };
  }
  if (typeof value === "boolean") {
    return { case: "boolValue" as const, value };
  }
  if (typeof value === "object") {
    return "double" in value
      ? { case: "doubleValue" as const, value: value.double }
      : {
          case: "arrayValue" as const,
          value: { values: value.map((text) => ({ value: { case: "stringValue" as const, value: text } })) },
        };
  }
  return typeof value === "bigint" || Number.isInteger(value)
    ? { case: "intValue" as const, value: BigInt(value) }
    : { case: "doubleValue" as const, value };
}

const traceId = Uint8Array.from({ length: 16 }, () => 0xab);
const spanId = Uint8Array.from({ length: 8 }, () => 0xcd);
const base = {
  traceId,
  spanId,
  name: "chat gpt-5",
  startTimeUnixNano: 1_700_000_000_123_456_789n,
  endTimeUnixNano: 1_700_000_001_123_456_789n,
};

function requestOf(span: SpanParts, resource: Readonly<Record<string, Value>> = {}) {
  return create(ExportTraceServiceRequestSchema, {
    resourceSpans: [
      { resource: { attributes: attributesOf(resource) }, scopeSpans: [{ spans: [{ ...base, ...span }] }] },
    ],
  });
}

function convert(
  values: Readonly<Record<string, Value>>,
  span: SpanParts = {},
  options: ToEventsOptions = {},
): Event[] {
  const { events, rejected } = spansToEvents(requestOf({ ...span, attributes: attributesOf(values) }), {
    tenantId: "acme",
    ...options,
  });
  expect(rejected).toEqual([]);
  return [...events];
}

function typesOf(events: readonly Event[]): string[] {
  return events.map(({ type }) => EventType[type]);
}

/** Returns the public JSON of an event without what all events of a span have. */
function summarize(event: Event | undefined): unknown {
  const { event_id, tenant_id, trace_id, span_id, session_id, timestamp, metadata, ...rest } = eventToJson(
    event as Event,
  );
  return rest;
}

describe("a call to a model", () => {
  const messages = '[{"role":"user","parts":[{"type":"text","content":"hi"}]}]';
  const answer = '[{"role":"assistant","parts":[{"type":"text","content":"hello"}],"finish_reason":"stop"}]';

  it("becomes its start and its end, by the conventions of OpenTelemetry", () => {
    const [start, end] = convert({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-5",
      "gen_ai.request.temperature": 0.5,
      "gen_ai.request.seed": 9_007_199_254_740_993n,
      "gen_ai.input.messages": messages,
      "gen_ai.output.messages": answer,
      "gen_ai.response.model": "gpt-5-2026",
      "gen_ai.response.id": "resp-1",
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.usage.input_tokens": 12,
      "gen_ai.usage.output_tokens": 3,
      "gen_ai.usage.cache_read.input_tokens": 8,
      "gen_ai.response.time_to_first_chunk": 0.25,
      "gen_ai.conversation.id": "conv-1",
      "gen_ai.agent.name": "helper",
      "server.port": 443,
    });
    expect(summarize(start)).toEqual({
      type: "MODEL_INVOCATION_START",
      severity: "INFO",
      status: "STARTED",
      author: "AGENT",
      agent_name: "helper",
      content: {
        kind: "llm_invocation",
        provider: "openai",
        model: "gpt-5",
        temperature: 0.5,
        request: { messages: JSON.parse(messages) },
        start_time: "2023-11-14T22:13:20.123456789Z",
      },
    });
    expect(summarize(end)).toEqual({
      type: "MODEL_INVOCATION_END",
      severity: "INFO",
      status: "COMPLETED",
      author: "LLM",
      agent_name: "helper",
      response_id: "resp-1",
      content: {
        kind: "llm_invocation",
        provider: "openai",
        model: "gpt-5",
        response_model: "gpt-5-2026",
        response: { messages: JSON.parse(answer) },
        prompt_tokens: 12,
        completion_tokens: 3,
        cached_input_tokens: 8,
        finish_reason: "stop",
        time_to_first_token_ms: 250,
        duration_ms: 1000,
        start_time: "2023-11-14T22:13:20.123456789Z",
        end_time: "2023-11-14T22:13:21.123456789Z",
      },
    });
    expect([start?.sessionId, end?.sessionId]).toEqual(["conv-1", "conv-1"]);
    // What no field holds, and where the rest is.
    expect(end?.metadata?.["otel"]).toMatchObject({
      mapping: "1",
      part: "end",
      attributes: {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.seed": { $int: "9007199254740993" },
        "server.port": 443,
      },
      mapped: {
        "gen_ai.request.model": "llm_invocation/model",
        "gen_ai.request.temperature": "start:llm_invocation/temperature",
        "gen_ai.input.messages": "start:llm_invocation/request/messages as json",
        "gen_ai.response.finish_reasons": "llm_invocation/finish_reason as list",
        "gen_ai.response.time_to_first_chunk": "llm_invocation/time_to_first_token_ms as seconds",
      },
      span: { name: "chat gpt-5", startTimeUnixNano: "1700000000123456789" },
    });
    expect(start?.metadata).toEqual({ otel: { mapping: "1", part: "start" } });
  });

  it("becomes the same by the conventions of OpenInference, whose lists are spread over keys", () => {
    const [start, end] = convert({
      "openinference.span.kind": "LLM",
      "llm.system": "openai",
      "llm.model_name": "gpt-5",
      "llm.invocation_parameters": '{"temperature": 0.5}',
      "llm.input_messages.0.message.role": "user",
      "llm.input_messages.0.message.content": "hi",
      "llm.output_messages.0.message.role": "assistant",
      "llm.output_messages.0.message.tool_calls.0.tool_call.function.name": "search",
      "llm.token_count.prompt": 12,
      "llm.token_count.total": 15,
      "llm.cost.total": 0.01,
      "session.id": "s-1",
    });
    expect(start?.content.value).toMatchObject({
      provider: "openai",
      model: "gpt-5",
      request: { messages: [{ role: "user", content: "hi" }], parameters: { temperature: 0.5 } },
    });
    expect(end?.content.value).toMatchObject({
      response: { messages: [{ role: "assistant", tool_calls: [{ function: { name: "search" } }] }] },
      promptTokens: 12,
      totalTokens: 15,
    });
    expect([end?.cost?.totalCost, end?.sessionId]).toEqual([0.01, "s-1"]);
    expect(end?.metadata?.["otel"]).toMatchObject({
      attributes: { "openinference.span.kind": "LLM" },
      mapped: { "llm.input_messages.*": "start:llm_invocation/request/messages as namedList" },
    });
  });

  it.each([
    [
      "the AI SDK",
      { "ai.operationId": "ai.generateText.doGenerate", "ai.model.id": "gpt-5", "ai.usage.inputTokens": 7 },
    ],
    ["OpenLLMetry", { "llm.request.type": "chat", "gen_ai.request.model": "gpt-5", "gen_ai.usage.prompt_tokens": 7 }],
    [
      "Langfuse",
      {
        "langfuse.observation.type": "generation",
        "langfuse.observation.model.name": "gpt-5",
        "gen_ai.usage.input_tokens": 7,
      },
    ],
  ])("becomes the same by the names of %s", (_, values) => {
    const [start, end] = convert(values);
    expect(typesOf([start as Event, end as Event])).toEqual(["MODEL_INVOCATION_START", "MODEL_INVOCATION_END"]);
    expect(start?.content.value).toMatchObject({ model: "gpt-5" });
    expect(end?.content.value).toMatchObject({ promptTokens: 7 });
  });

  it("keeps an attribute of another type as it is, beside a field that it cannot fill", () => {
    const [, end] = convert({ "gen_ai.request.model": 5, "gen_ai.system": "x", "gen_ai.usage.input_tokens": "12" });
    expect(end?.content.value).toMatchObject({ model: "", promptTokens: 0 });
    expect(end?.metadata?.["otel"]).toMatchObject({
      attributes: { "gen_ai.request.model": 5, "gen_ai.usage.input_tokens": "12" },
    });
  });

  it("prefers the first name, and keeps a second one that says something else", () => {
    const [, end] = convert({
      "gen_ai.system": "azure",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "m",
    });
    expect(end?.content.value).toMatchObject({ provider: "openai" });
    expect(end?.metadata?.["otel"]).toMatchObject({ attributes: { "gen_ai.system": "azure" } });
  });

  it("that fails ends with the error, and its exception is an event of its own", () => {
    const events = convert(
      { "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-5", "error.type": "429" },
      {
        status: { code: 2, message: "rate limit" },
        events: [
          {
            name: "exception",
            timeUnixNano: 1_700_000_000_500_000_000n,
            attributes: attributesOf({ "exception.type": "RateLimitError", "exception.message": "slow down" }),
          },
        ],
      },
    );
    expect(typesOf(events)).toEqual(["MODEL_INVOCATION_START", "ERROR", "MODEL_INVOCATION_END"]);
    expect(events[1]?.content).toMatchObject({
      case: "error",
      value: { errorCode: "RateLimitError", errorMessage: "slow down" },
    });
    expect(events[2]?.content).toMatchObject({
      case: "error",
      value: { errorCode: "429", errorMessage: "rate limit" },
    });
    expect([events[2]?.status, events[2]?.performance?.durationMs]).toEqual([EventStatus.FAILED, 1000]);
  });
});

describe("other operations", () => {
  it.each([
    ["execute_tool", { "gen_ai.operation.name": "execute_tool" }, ["TOOL_CALL_START", "TOOL_CALL_END"]],
    ["TOOL", { "openinference.span.kind": "TOOL" }, ["TOOL_CALL_START", "TOOL_CALL_END"]],
    ["tools/call", { "mcp.method.name": "tools/call" }, ["MCP_CALL_START", "MCP_CALL_END"]],
    ["invoke_agent", { "gen_ai.operation.name": "invoke_agent" }, ["AGENT_START", "AGENT_END"]],
    ["CHAIN", { "openinference.span.kind": "CHAIN" }, ["STEP_START", "STEP_END"]],
    ["embeddings", { "gen_ai.operation.name": "embeddings" }, ["STEP_START", "STEP_END"]],
    ["an unknown operation", { "gen_ai.operation.name": "dream" }, ["STEP_START", "STEP_END"]],
    ["only a tool's name", { "gen_ai.tool.name": "search" }, ["TOOL_CALL_START", "TOOL_CALL_END"]],
    ["only another attribute", { "gen_ai.token.type": "input" }, ["STEP_START", "STEP_END"]],
    ["retrieval", { "gen_ai.operation.name": "retrieval" }, ["DATA_ACCESS"]],
    ["guard", { "gen_ai.operation.name": "guard", "gen_ai.guardrail.status": "failed" }, ["POLICY_DECISION"]],
  ])("%s", (_, values, types) => {
    expect(typesOf(convert(values as unknown as Record<string, Value>))).toEqual(types);
  });

  it("of a tool has its arguments and its result as objects", () => {
    const [start, end] = convert({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "search",
      "gen_ai.tool.call.id": "call-1",
      "gen_ai.tool.call.arguments": '{"query": "q"}',
      "gen_ai.tool.call.result": "three hits",
    });
    expect(start?.content.value).toMatchObject({ name: "search", id: "call-1", arguments: { query: "q" } });
    expect(end?.content.value).toMatchObject({
      toolCallId: "call-1",
      output: { value: "three hits" },
      executionTimeMs: 1000,
    });
  });

  it("of a tool has the keys of its arguments, whatever was parsed before", () => {
    const readKeys = (text: string) => {
      const [start] = convert({ "gen_ai.operation.name": "execute_tool", "gen_ai.tool.call.arguments": text });
      return start?.content.case === "toolCall" ? Object.keys(start.content.value.arguments ?? {}) : [];
    };
    // V8 takes the key of the second text for that of the first.
    expect(readKeys(String.raw`{"argument":[],"\\":0}`)).toEqual(["argument", "\\"]);
    expect(readKeys(String.raw`{"argument":1,"\"":2}`)).toEqual(["argument", '"']);
  });

  it.each([
    ["a text in JSON", '"sunny, 21 °C"', "sunny, 21 °C", "json"],
    ["one in ASCII", '"sunny, 21 \\u00b0C"', "sunny, 21 °C", "jsonAscii"],
    ["a text with quotes", '"a" or "b"', '"a" or "b"', ""],
  ])("of a tool has %s as text", (_, result, value, form) => {
    const [, end] = convert({ "gen_ai.operation.name": "execute_tool", "gen_ai.tool.call.result": result });
    expect(summarize(end)).toMatchObject({ content: { output: { value } } });
    const place = `tool_response/output/value${form === "" ? "" : ` as ${form}`}`;
    expect(end?.metadata?.["otel"]).toMatchObject({ mapped: { "gen_ai.tool.call.result": place } });
  });

  it.each([
    ["OpenInference", { "openinference.span.kind": "AGENT" }, "triage"],
    ["Langfuse", { "langfuse.observation.type": "agent" }, "triage"],
    [
      "OpenInference that has a name of its own",
      { "openinference.span.kind": "AGENT", "agent.name": "Triage" },
      "Triage",
    ],
    ["OpenTelemetry, whose spans have the name of the operation", { "gen_ai.operation.name": "invoke_agent" }, ""],
  ])("of an agent of %s has its name", (_, attributes, name) => {
    const events = convert(attributes, { name: "triage" });
    expect(events.map(({ agentName }) => agentName)).toEqual([name, name]);
  });

  it.each([
    [true, "deny"],
    [false, "allow"],
  ])("of a guardrail is a decision: triggered %s is %s", (triggered, outcome) => {
    const kind = { "openinference.span.kind": "GUARDRAIL", "guardrail.triggered": triggered };
    const [decision, ...others] = convert(kind, { name: "politeness" });
    expect(others).toEqual([]);
    expect(summarize(decision)).toMatchObject({
      type: "POLICY_DECISION",
      status: "COMPLETED",
      content: { kind: "policy_decision", policy_id: "politeness", outcome },
    });
  });

  it("of Langfuse has all tokens of the input and of the output, and the time to the first", () => {
    const counts = { input: 7, output: 6, total: 22, input_cached_tokens: 1, output_reasoning_tokens: 8 };
    const [, end] = convert({
      "langfuse.observation.type": "generation",
      "langfuse.observation.usage_details": JSON.stringify(counts),
      "langfuse.observation.completion_start_time": '"2023-11-14T22:13:20.200Z"',
    });
    expect(summarize(end)).toMatchObject({
      content: {
        prompt_tokens: 8,
        completion_tokens: 14,
        total_tokens: 22,
        cached_input_tokens: 1,
        reasoning_tokens: 8,
        time_to_first_token_ms: 76.543211,
      },
    });
  });

  it("of a call that fails before it has an answer has the model that was asked", () => {
    const parameters = JSON.stringify({ model: "gpt-5" });
    const attributes = { "openinference.span.kind": "LLM", "llm.invocation_parameters": parameters };
    const [start] = convert(attributes, { status: { code: 2 } });
    expect(summarize(start)).toMatchObject({ content: { model: "gpt-5" } });
  });

  it("of an agent of the AI SDK has the text of its prompt", () => {
    const attributes = { "ai.operationId": "ai.generateText", "ai.prompt": '{"system":"be brief","prompt":"why?"}' };
    const [, input] = convert(attributes);
    expect(summarize(input)).toMatchObject({ type: "INPUT_RECEIVED", content: { text: "why?" } });
  });

  it("of an agent at the root has its input and its output as events", () => {
    const values = {
      "openinference.span.kind": "AGENT",
      "agent.name": "triage",
      "input.value": "where is my order?",
      "output.value": '{"messages":[{"role":"assistant","content":"on its way"}]}',
    };
    const events = convert(values);
    expect(typesOf(events)).toEqual(["AGENT_START", "INPUT_RECEIVED", "OUTPUT_EMITTED", "AGENT_END"]);
    expect(events[1]?.content.value).toMatchObject({ role: "user", text: "where is my order?" });
    expect(events[2]?.content.value).toMatchObject({ role: "assistant", text: "on its way" });
    expect(events.map(({ agentName }) => agentName)).toEqual(Array.from({ length: 4 }, () => "triage"));
    expect(typesOf(convert(values, { parentSpanId: traceId.slice(8) }))).toEqual(["AGENT_START", "AGENT_END"]);
  });

  it("of an agent that another one handed the work to has the handoff", () => {
    const events = convert({
      "openinference.span.kind": "AGENT",
      "graph.node.id": "billing",
      "graph.node.parent_id": "triage",
    });
    expect(typesOf(events)).toEqual(["AGENT_START", "AGENT_HANDOFF", "AGENT_END"]);
    expect(events[1]?.content.value).toMatchObject({ fromAgentId: "triage", toAgentId: "billing" });
  });

  it("has the evaluations of a span as events that name it", () => {
    const events = convert(
      { "gen_ai.operation.name": "chat" },
      {
        events: [
          {
            name: "gen_ai.evaluation.result",
            timeUnixNano: 5n,
            attributes: attributesOf({ "gen_ai.evaluation.name": "relevance", "gen_ai.evaluation.score.value": 0.75 }),
          },
        ],
      },
    );
    expect(typesOf(events)[1]).toBe("EVALUATION");
    expect(events[1]?.content.value).toMatchObject({ name: "relevance", score: 0.75, targetSpanId: "cd".repeat(8) });
  });
});

describe("spansToEvents", () => {
  it("gives a span that is sent again the same events", () => {
    const first = convert({ "gen_ai.operation.name": "invoke_agent" });
    expect(convert({ "gen_ai.operation.name": "invoke_agent" })).toEqual(first);
    const preimage = ["chaukas-otel/1", "ab".repeat(16), "cd".repeat(8), "start"].join("\n");
    expect(first[0]?.eventId).toBe(createHash("sha256").update(preimage).digest("hex"));
    expect(new Set(first.map(({ eventId }) => eventId)).size).toBe(2);
  });

  it("leaves out and counts spans that have nothing to do with generative AI, unless asked not to", () => {
    const request = requestOf({ attributes: attributesOf({ "http.request.method": "GET" }), kind: 3 });
    expect(spansToEvents(request)).toEqual({ events: [], sources: [], rejected: [], skipped: 1 });
    const { events, skipped } = spansToEvents(request, { includeOthers: true });
    expect([typesOf(events), skipped]).toEqual([["STEP_START", "STEP_END"], 0]);
    expect(events[0]?.content.value).toMatchObject({ name: "chat gpt-5", kind: "client" });
  });

  it("takes the project from the resource unless it is given, and the session from the trace at last", () => {
    const request = requestOf(
      { attributes: attributesOf({ "gen_ai.operation.name": "chat" }) },
      {
        "service.namespace": "shop",
        "host.name": "web-1",
        "process.pid": 12,
      },
    );
    const [start] = spansToEvents(request).events;
    expect([start?.projectId, start?.sessionId]).toEqual(["shop", "ab".repeat(16)]);
    expect(start?.infrastructure).toMatchObject({ host: "web-1", processId: 12 });
    const [given] = spansToEvents(request, { projectId: "other", sessionId: "s" }).events;
    expect([given?.projectId, given?.sessionId]).toEqual(["other", "s"]);
  });

  it.each([
    [{ traceId: new Uint8Array() }, "traceId: expected 16 bytes that are not all 0, got 0"],
    [{ traceId: new Uint8Array(16) }, "traceId: expected 16 bytes that are not all 0, got zeros"],
    [{ spanId: Uint8Array.of(1) }, "spanId: expected 8 bytes that are not all 0, got 1"],
    [{ parentSpanId: Uint8Array.of(1) }, "parentSpanId: expected 8 bytes or none, got 1"],
  ])("rejects a span with %o, and no other", (span, reason) => {
    const bad = requestOf({ ...span, attributes: attributesOf({ "gen_ai.operation.name": "chat" }) });
    const good = requestOf({ attributes: attributesOf({ "gen_ai.operation.name": "chat" }) });
    const request = create(ExportTraceServiceRequestSchema, {
      resourceSpans: [...bad.resourceSpans, ...good.resourceSpans],
    });
    const { events, sources, rejected } = spansToEvents(request);
    expect(rejected).toEqual([{ path: "resourceSpans[0].scopeSpans[0].spans[0]", reason }]);
    expect(sources).toEqual(events.map(() => "resourceSpans[1].scopeSpans[0].spans[0]"));
    expect(events).toHaveLength(2);
  });
});
