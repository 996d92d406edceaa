// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { EventType } from "@chaukas/spec-common";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FrameworkProject, openFrameworkProject } from "./framework-project.ts";
import { outline, runProgram } from "./run-program.ts";

let project: FrameworkProject;
beforeAll(async () => {
  project = await openFrameworkProject(join(import.meta.dirname, "../../examples/openai-agents"));
});
afterAll(() => project.close());

test("createTraceProcessor records runs with their agents, models, tools, handoffs, guardrails and errors", async () => {
  const program = project.add(join(import.meta.dirname, "programs/openai-agents.mts"));
  expect(await project.checkTypes()).toBe("");
  const { code, stdout, stderr, events } = await runProgram(program, project.folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({
    answer: 'transfer_to_Weather returned: {"assistant":"Weather"}\nget_weather returned: sunny in Paris',
    refused: "InputGuardrailTripwireTriggered",
    streamed: "get_weather returned: sunny in Paris",
    broken: "get_pressure returned: An error occurred while running the tool. Please try again.",
    failing: 400,
  });
  const answered = (depth: number, model = "gpt-5-mini-2026-01-01", asked = "") => [
    `${"  ".repeat(depth)}MODEL_INVOCATION_START${asked}`,
    `${"  ".repeat(depth)}MODEL_INVOCATION_END ${model}`,
  ];
  expect(outline(events)).toEqual([
    "SESSION_START",
    "  STEP_START Weather report",
    "    AGENT_START Triage",
    "    POLICY_DECISION politeness allow",
    ...answered(3),
    "    AGENT_HANDOFF Triage -> Weather",
    "    AGENT_END",
    "    AGENT_START Weather",
    ...answered(3),
    "      TOOL_CALL_START get_weather",
    "      POLICY_DECISION cities allow",
    "      TOOL_CALL_END",
    ...answered(3),
    "    AGENT_END",
    "  STEP_END Weather report",
    "SESSION_END",
    "SESSION_START",
    "  STEP_START Weather report",
    "    AGENT_START Triage",
    "    POLICY_DECISION politeness deny",
    "    AGENT_END FAILED Error in agent run: InputGuardrailTripwireTriggered: Input guardrail triggered: {}",
    "  STEP_END FAILED Error in agent run: InputGuardrailTripwireTriggered: Input guardrail triggered: {}",
    "SESSION_END FAILED Error in agent run: InputGuardrailTripwireTriggered: Input guardrail triggered: {}",
    "SESSION_START",
    "  STEP_START Chat",
    "    AGENT_START Weather",
    ...answered(3, "gpt-5-mini", " gpt-5-mini"),
    "      TOOL_CALL_START get_weather",
    "      POLICY_DECISION cities allow",
    "      TOOL_CALL_END",
    ...answered(3, "gpt-5-mini", " gpt-5-mini"),
    "    AGENT_END",
    "  STEP_END Chat",
    "SESSION_END",
    "SESSION_START",
    "  STEP_START Failures",
    "    AGENT_START Broken",
    ...answered(3),
    "      TOOL_CALL_START get_pressure",
    "      TOOL_CALL_END FAILED Error running tool (non-fatal): Tool execution failed. Error details are redacted.",
    ...answered(3),
    "    AGENT_END",
    "    AGENT_START Failing",
    "      MODEL_INVOCATION_START",
    "      MODEL_INVOCATION_END FAILED 400 The model 'fail-400' fails.",
    "    AGENT_END FAILED Error in agent run: Error: 400 The model 'fail-400' fails.",
    "  STEP_END FAILED Error in agent run: Error: 400 The model 'fail-400' fails.",
    "SESSION_END FAILED Error in agent run: Error: 400 The model 'fail-400' fails.",
    "SESSION_START",
    "  STEP_START Failures",
    "    STEP_START clean up",
    "    STEP_END clean up",
    "  STEP_END Failures",
    "SESSION_END",
  ]);
  const sessions = [...Map.groupBy(events, ({ sessionId }) => sessionId).keys()];
  expect(sessions).toEqual(["group-1", "own-1", expect.stringMatching(/^trace_/)]);
  expect(
    events.filter(({ sessionId }) => sessionId === "own-1").every(({ principal }) => principal?.id === "ada"),
  ).toBe(true);
  const tool = events.find(({ type }) => type === EventType.TOOL_CALL_START);
  expect(tool).toMatchObject({ agentName: "Weather", content: { value: { arguments: { city: "Paris" } } } });
  const [, output] = events.filter(({ content }) => content.case === "toolCall" || content.case === "toolResponse");
  expect(output?.content.value).toMatchObject({ output: { value: "sunny in Paris" } });
  const policy = events.find(({ content }) => content.case === "policy" && content.value.policyId === "cities");
  expect(policy).toMatchObject({ agentName: "Weather", spanId: tool?.spanId });
  const ends = events.filter(({ type }) => type === EventType.MODEL_INVOCATION_END);
  expect(ends[0]).toMatchObject({
    agentName: "Triage",
    responseId: expect.stringMatching(/^resp_/),
    cost: { currency: "USD", totalCost: expect.any(Number) },
    content: {
      value: {
        provider: "openai",
        request: { input: expect.anything() },
        promptTokens: expect.any(Number),
        completionTokens: expect.any(Number),
      },
    },
  });
  const asked = events.find(({ content }) => content.case === "llmInvocation" && content.value.model === "gpt-5-mini");
  expect(asked?.content.value).toMatchObject({
    request: { input: [{ role: "system" }, { role: "user", content: "And now?" }] },
  });
  expect(events.every(({ content }) => content.case !== "error" || content.value.stackTrace === "")).toBe(true);
});
