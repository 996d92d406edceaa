// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { EventType } from "@chaukas/spec-common";
import { afterEach, expect, test } from "vitest";
import { type FrameworkProject, openFrameworkProject } from "./framework-project.ts";
import { outline, runProgram } from "./run-program.ts";

let project: FrameworkProject;
afterEach(() => project.close());

const answered = (depth: number, model = "gpt-5-mini") => [
  `${"  ".repeat(depth)}MODEL_INVOCATION_START ${model}`,
  `${"  ".repeat(depth)}MODEL_INVOCATION_END ${model}`,
];
const stepOf = (model: string, number: number, ...lines: string[]) => [
  `    STEP_START step ${number}`,
  ...answered(3, model),
  ...lines,
  `    STEP_END step ${number}`,
];
const step = (number: number, ...lines: string[]) => stepOf("gpt-5-mini", number, ...lines);
const failed = (model: string, end: string) => [
  `      MODEL_INVOCATION_START ${model}`,
  `      MODEL_INVOCATION_END ${end}`,
];
const failedAgent = (name: string, model: string, end: string) => [
  `  AGENT_START ${name}`,
  "    STEP_START step 0",
  ...failed(model, end),
  `    STEP_END ${end}`,
  `  AGENT_END ${end}`,
];
const sunny = ["      TOOL_CALL_START getWeather", "      TOOL_CALL_END"];
const failing = ["      TOOL_CALL_START getPressure", "      TOOL_CALL_END FAILED the station does not answer"];
const weather = ["      TOOL_CALL_START getWeather", "      POLICY_DECISION cities allow", "      TOOL_CALL_END"];

test("createAiTelemetry records calls of the AI SDK 7 with their steps, models and tools", async () => {
  project = await openFrameworkProject(join(import.meta.dirname, "../../examples/ai"));
  const program = project.add(join(import.meta.dirname, "programs/ai.mts"));
  expect(await project.checkTypes()).toBe("");
  const { code, stdout, stderr, events } = await runProgram(program, project.folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({
    agent: "getWeather returned: sunny in Paris",
    streamed: "getWeather returned: sunny in Paris",
    object: { city: "Paris" },
    embeddings: 2,
    failing: "AI_APICallError",
  });
  expect(outline(events)).toEqual([
    "SESSION_START",
    "  AGENT_START Weather",
    ...step(0, ...weather),
    ...step(1),
    "  AGENT_END",
    "  AGENT_START Streamed",
    ...step(0, ...weather),
    ...step(1),
    "  AGENT_END",
    "  AGENT_START",
    ...step(0),
    "  AGENT_END",
    "  STEP_START text-embedding-3-small",
    "  STEP_END text-embedding-3-small",
    "SESSION_END",
    "SESSION_START",
    "  AGENT_START Pressure",
    ...step(0, ...failing),
    ...step(1),
    "  AGENT_END",
    "  AGENT_START",
    "    STEP_START step 0",
    "      MODEL_INVOCATION_START fail-429",
    "      MODEL_INVOCATION_END FAILED The model 'fail-429' fails.",
    "    STEP_END FAILED The model 'fail-429' fails.",
    "  AGENT_END FAILED The model 'fail-429' fails.",
    "  AGENT_START",
    "    STEP_START step 0",
    "      MODEL_INVOCATION_START slow-5000",
    "      MODEL_INVOCATION_END CANCELLED This operation was aborted",
    "    STEP_END CANCELLED This operation was aborted",
    "  AGENT_END CANCELLED This operation was aborted",
    "  AGENT_START Private",
    ...step(0, ...weather),
    ...step(1),
    "  AGENT_END",
    "SESSION_END",
    "SESSION_START",
    "  AGENT_START",
    ...step(0),
    "  AGENT_END",
    "SESSION_END",
  ]);
  const inSession = events.filter(({ sessionId }) => sessionId === "s1");
  expect(inSession.every(({ principal }) => principal?.id === "ada")).toBe(true);
  const find = (agent: string, type: EventType) =>
    events.find((event) => event.agentName === agent && event.type === type);
  const { MODEL_INVOCATION_START, MODEL_INVOCATION_END, TOOL_CALL_START, TOOL_CALL_END } = EventType;
  expect(find("Weather", MODEL_INVOCATION_START)?.content.value).toMatchObject({
    provider: "openai.responses",
    request: { messages: [{ role: "user" }] },
  });
  expect(find("Weather", MODEL_INVOCATION_END)).toMatchObject({
    responseId: expect.stringMatching(/^resp_/),
    cost: { currency: "USD" },
    content: {
      value: {
        finishReason: "tool-calls",
        promptTokens: 6,
        completionTokens: 2,
        totalTokens: 8,
        responseModel: "gpt-5-mini-2026-01-01",
        response: { content: [{ type: "tool-call", toolName: "getWeather" }] },
      },
    },
  });
  expect(find("Streamed", MODEL_INVOCATION_END)?.content.value).toMatchObject({
    completionTokens: 2,
    timeToFirstTokenMs: expect.any(Number),
  });
  const call = find("Weather", TOOL_CALL_START);
  expect(call?.content.value).toMatchObject({ arguments: { city: "Paris" }, id: expect.stringMatching(/^call_/) });
  expect(find("Weather", TOOL_CALL_END)?.content.value).toMatchObject({ output: { value: "sunny in Paris" } });
  expect(find("Weather", EventType.POLICY_DECISION)).toMatchObject({ spanId: call?.spanId, agentName: "Weather" });
  expect(find("Private", MODEL_INVOCATION_START)?.content.value).not.toHaveProperty("request");
  expect(find("Private", MODEL_INVOCATION_END)?.content.value).toMatchObject({ completionTokens: 2 });
  const secrets = events.filter(({ agentName }) => agentName === "Private").map(({ content }) => content.value);
  expect(JSON.stringify(secrets, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toMatch(
    /Paris/,
  );
});

test("createAiMiddleware, recordAiTools and recordAiSteps record models, tools and steps of the AI SDK 6", async () => {
  project = await openFrameworkProject(join(import.meta.dirname, "ai-6"));
  const program = project.add(join(import.meta.dirname, "programs/ai-6.mts"));
  expect(await project.checkTypes()).toBe("");
  const { code, stdout, stderr, events } = await runProgram(program, project.folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({
    text: expect.stringMatching(/getForecast returned: rain in Paris.*getTides returned: low tide in Paris/s),
    streamed: "You said: Hello",
    embedding: "number",
    failing: "AI_APICallError",
  });
  expect(outline(events)).toEqual([
    "SESSION_START",
    "  AGENT_START Weather",
    ...answered(2),
    "    TOOL_CALL_START getWeather",
    "    TOOL_CALL_END",
    ...answered(2),
    "    TOOL_CALL_START getForecast",
    "    TOOL_CALL_END",
    ...answered(2),
    "    TOOL_CALL_START getTides",
    "    TOOL_CALL_END",
    ...answered(2),
    "    TOOL_CALL_START getPressure",
    "    TOOL_CALL_END FAILED the station does not answer",
    ...answered(2),
    ...answered(2),
    "    STEP_START text-embedding-3-small",
    "    STEP_END text-embedding-3-small",
    "    MODEL_INVOCATION_START fail-429",
    "    MODEL_INVOCATION_END FAILED The model 'fail-429' fails.",
    "    MODEL_INVOCATION_START cut",
    "    MODEL_INVOCATION_END FAILED Failed to process successful response (terminated)",
    "  AGENT_END",
    "SESSION_END",
    "SESSION_START",
    "  AGENT_START Weather",
    ...step(0, ...sunny),
    ...step(1, ...failing),
    ...step(2),
    "  AGENT_END",
    "  AGENT_START Streamed",
    ...step(0, ...sunny),
    ...step(1, ...failing),
    ...step(2),
    "  AGENT_END",
    "SESSION_END",
    "SESSION_START",
    "  AGENT_START Retried",
    "    STEP_START step 0",
    ...failed("fail-once-503", "FAILED The model 'fail-once-503' fails."),
    ...stepOf("fail-once-503", 0, ...sunny).slice(1),
    ...stepOf("fail-once-503", 1, ...failing),
    ...stepOf("fail-once-503", 2),
    "  AGENT_END",
    ...failedAgent("Failed", "fail-429", "FAILED The model 'fail-429' fails."),
    ...failedAgent("Failed", "fail-429", "FAILED The model 'fail-429' fails."),
    ...failedAgent("Cut", "cut", "FAILED Failed to process successful response (terminated)"),
    ...failedAgent("Aborted", "slow-5000", "CANCELLED This operation was aborted"),
    // Nobody reads its answer.
    "  AGENT_START Left",
    "SESSION_END",
  ]);
  const ends = events.filter(({ type }) => type === EventType.MODEL_INVOCATION_END);
  expect(ends[0]?.content.value).toMatchObject({ finishReason: "tool-calls", promptTokens: 6, completionTokens: 2 });
  expect(ends[5]?.content.value).toMatchObject({
    finishReason: "stop",
    completionTokens: 3,
    maxTokens: 50,
    responseModel: "gpt-5-mini-2026-01-01",
    response: { content: [{ type: "text", text: "You said: Hello" }] },
  });
});
