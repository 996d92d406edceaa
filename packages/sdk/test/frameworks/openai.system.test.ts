// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FrameworkProject, openFrameworkProject } from "./framework-project.ts";
import { outline, runProgram } from "./run-program.ts";

describe.each([
  ["7", join(import.meta.dirname, "../../examples/openai")],
  ["6", join(import.meta.dirname, "openai-6")],
])("wrapOpenAI with version %s of openai", (_, manifestFolder) => {
  let project: FrameworkProject;
  beforeAll(async () => {
    project = await openFrameworkProject(manifestFolder);
  });
  afterAll(() => project.close());

  test("records all calls of models, and leaves the client as it was", async () => {
    const program = project.add(join(import.meta.dirname, "programs/openai.mts"));
    expect(await project.checkTypes()).toBe("");
    const { code, stdout, stderr, events } = await runProgram(program, project.folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      isSame: true,
      answer: "Paris.",
      withResponse: ["Paris.", 200],
      asResponse: "chat.completion",
      streamed: "Paris.",
      tee: true,
      "stream helper": "Paris.",
      runTools: "get_weather returned: sunny in Paris",
      embedding: [2, "number"],
      failed: true,
      aborted: true,
      cut: expect.any(String),
      models: 404,
    });
    const call = ["    MODEL_INVOCATION_START gpt-5-mini", "    MODEL_INVOCATION_END gpt-5-mini"];
    expect(outline(events)).toEqual([
      "SESSION_START",
      "  AGENT_START Geographer",
      ...Array.from({ length: 8 }, () => call).flat(),
      "    STEP_START text-embedding-3-small",
      "    STEP_END text-embedding-3-small",
      "    MODEL_INVOCATION_START fail-429",
      "    MODEL_INVOCATION_END FAILED 429 The model 'fail-429' fails.",
      "    MODEL_INVOCATION_START slow-5000",
      expect.stringMatching("    MODEL_INVOCATION_END CANCELLED Request was aborted."),
      "    MODEL_INVOCATION_START cut",
      expect.stringMatching("    MODEL_INVOCATION_END FAILED terminated"),
      "  AGENT_END",
      "SESSION_END",
    ]);
    expect(events.every(({ sessionId }) => sessionId === "s1")).toBe(true);
    const calls = events.filter(({ content }) => content.case === "llmInvocation");
    expect(calls.every(({ agentName }) => agentName === "Geographer")).toBe(true);
    const [start, chat, , response, , raw, , streamed, , teed] = calls;
    expect(start?.content.value).toMatchObject({
      provider: "openai",
      temperature: 0.5,
      maxTokens: 50,
      request: { messages: [{ role: "user", content: "What is the capital of France?" }] },
    });
    const answer = { responseModel: "gpt-5-mini-2026-01-01", promptTokens: 6, completionTokens: 1 };
    expect(chat?.content.value).toMatchObject({ ...answer, finishReason: "stop" });
    expect(chat).toMatchObject({ responseId: "chatcmpl_1", cost: { totalCost: 0.008 } });
    expect(response?.content.value).toMatchObject({ ...answer, finishReason: "completed" });
    expect(raw?.metadata).toEqual({ "http.response.status_code": 200 });
    expect(streamed?.content.value).toMatchObject({
      ...answer,
      response: { choices: [{ message: { content: "Paris." } }] },
      timeToFirstTokenMs: expect.any(Number),
    });
    expect(teed?.content.value).toMatchObject({ response: { output: [{ content: [{ text: "You said: Hello" }] }] } });
    const [, embedding] = events.filter(({ content }) => content.case === "step");
    expect(embedding?.content.value).toMatchObject({
      kind: "embedding",
      output: { count: 2, usage: { prompt_tokens: 2 } },
    });
  });

  test("sends no request in audit mode whose start cannot be recorded", async () => {
    const program = project.add(join(import.meta.dirname, "programs/openai-audit.mts"));
    const env = { CHAUKAS_BASE_URL: "http://127.0.0.1:9" };
    const { stdout, modelRequests } = await runProgram(program, project.folder, env);
    expect(stdout.trim()).toBe("not_recorded");
    expect(modelRequests).toEqual([]);
  });
});
