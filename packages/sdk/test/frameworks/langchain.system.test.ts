// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { EventType } from "@chaukas/spec-common";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FrameworkProject, openFrameworkProject } from "./framework-project.ts";
import { outline, runProgram } from "./run-program.ts";

let project: FrameworkProject;
beforeAll(async () => {
  project = await openFrameworkProject(join(import.meta.dirname, "../../examples/langchain"));
});
afterAll(() => project.close());

test("createCallbackHandler records agents, nodes, chains, models, tools, retrievers and errors", async () => {
  const program = project.add(join(import.meta.dirname, "programs/langchain.mts"));
  expect(await project.checkTypes()).toBe("");
  const { code, stdout, stderr, events } = await runProgram(program, project.folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({
    agent: "get_weather returned: sunny in Paris",
    streamed: "Paris.",
    documents: 1,
    interrupted: true,
    failed: "no luck",
    tool: "the station does not answer",
    model: 429,
  });
  const asksModel = [
    "    STEP_START model_request",
    "      MODEL_INVOCATION_START gpt-5-mini",
    "      MODEL_INVOCATION_END gpt-5-mini",
    "      STEP_START RunnableLambda",
    "      STEP_END RunnableLambda",
    "    STEP_END model_request",
  ];
  expect(outline(events)).toEqual([
    "SESSION_START",
    "  AGENT_START weather_agent",
    ...asksModel,
    "    STEP_START tools",
    "      TOOL_CALL_START get_weather",
    "      POLICY_DECISION cities allow",
    "      TOOL_CALL_END",
    "    STEP_END tools",
    ...asksModel,
    "  AGENT_END",
    "SESSION_END",
    "SESSION_START",
    "  STEP_START RunnableSequence",
    "    STEP_START ChatPromptTemplate",
    "    STEP_END ChatPromptTemplate",
    "    MODEL_INVOCATION_START gpt-5-mini",
    "    STEP_START StrOutputParser",
    "    MODEL_INVOCATION_END gpt-5-mini",
    "    STEP_END StrOutputParser",
    "  STEP_END RunnableSequence",
    "  DATA_ACCESS STARTED Atlas",
    "  DATA_ACCESS Atlas",
    "SESSION_END",
    "SESSION_START",
    "  AGENT_START approval",
    "    STEP_START ask",
    "    STEP_END INPUT_REQUIRED ask",
    "  AGENT_END",
    "SESSION_END",
    "SESSION_START",
    "  AGENT_START approval",
    "    STEP_START ask",
    "    STEP_END ask",
    "    STEP_START fail",
    "    STEP_END FAILED no luck",
    "  AGENT_END FAILED no luck",
    "SESSION_END FAILED no luck",
    "SESSION_START",
    "  TOOL_CALL_START get_pressure",
    "  TOOL_CALL_END FAILED the station does not answer",
    "  MODEL_INVOCATION_START fail-429",
    "  MODEL_INVOCATION_END FAILED 429 The model 'fail-429' fails.",
    "SESSION_END",
  ]);
  const sessions = [...Map.groupBy(events, ({ sessionId }) => sessionId).keys()];
  expect(sessions).toEqual(["thread-1", "own-1", "thread-2", "own-2"]);
  const find = (type: EventType) => events.find((event) => event.type === type);
  const call = find(EventType.TOOL_CALL_START);
  expect(call).toMatchObject({ agentName: "weather_agent", content: { value: { arguments: { city: "Paris" } } } });
  expect(find(EventType.POLICY_DECISION)).toMatchObject({ agentName: "weather_agent", spanId: call?.spanId });
  expect(find(EventType.TOOL_CALL_END)?.content.value).toMatchObject({ output: { content: "sunny in Paris" } });
  expect(find(EventType.STEP_START)).toMatchObject({ content: { value: { kind: "node" } } });
  expect(find(EventType.MODEL_INVOCATION_START)?.content.value).toMatchObject({
    provider: "openai",
    temperature: 0.5,
    request: { messages: [{ type: "system" }, { type: "human", content: "What is the weather in Paris?" }] },
  });
  expect(find(EventType.MODEL_INVOCATION_END)).toMatchObject({
    agentName: "weather_agent",
    responseId: expect.stringMatching(/^chatcmpl_/),
    cost: { currency: "USD" },
    content: {
      value: {
        finishReason: "tool_calls",
        promptTokens: expect.any(Number),
        completionTokens: 2,
        responseModel: "gpt-5-mini-2026-01-01",
      },
    },
  });
  const streamed = events.findLast(
    ({ sessionId, type }) => sessionId === "own-1" && type === EventType.MODEL_INVOCATION_END,
  );
  expect(streamed?.content.value).toMatchObject({ completionTokens: 1, timeToFirstTokenMs: expect.any(Number) });
  expect(streamed?.principal?.id).toBe("ada");
  const accesses = events.filter(({ content }) => content.case === "dataAccess");
  expect(accesses[1]?.content.value).toMatchObject({ query: "France", operation: "query", documentIds: ["doc-1"] });
});

test("createCallbackHandler calls no model in audit mode whose start cannot be recorded", async () => {
  const program = project.add(join(import.meta.dirname, "programs/langchain-audit.mts"));
  const env = { CHAUKAS_BASE_URL: "http://127.0.0.1:9" };
  const { stdout, modelRequests } = await runProgram(program, project.folder, env);
  expect(stdout.trim()).toBe("not_recorded");
  expect(modelRequests).toEqual([]);
});
