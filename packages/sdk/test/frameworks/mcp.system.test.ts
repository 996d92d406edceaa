// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { EventStatus } from "@chaukas/spec-common";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FrameworkProject, openFrameworkProject } from "./framework-project.ts";
import { outline, runProgram } from "./run-program.ts";

let project: FrameworkProject;
beforeAll(async () => {
  project = await openFrameworkProject(join(import.meta.dirname, "../../examples/mcp"));
});
afterAll(() => project.close());

test("wrapMcp records all requests of a client and of a server, and leaves them as they were", async () => {
  const program = project.add(join(import.meta.dirname, "programs/mcp.mts"));
  expect(await project.checkTypes()).toBe("");
  const { code, stdout, stderr, events } = await runProgram(program, project.folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({
    isSame: true,
    tools: ["get_weather", "fail", "wait", "ask"],
    content: [{ type: "text", text: "sunny in Paris" }],
    isError: true,
    resource: [{ uri: "memo://greeting", text: "Hello" }],
    prompt: 1,
    refused: -32602,
    asked: [{ type: "text", text: "Hi." }],
    cancelled: -32001,
    closed: -32000,
    http: [{ type: "text", text: "sunny in Rome" }],
    invalid: true,
  });
  expect(outline(events)).toEqual([
    "SESSION_START",
    "  MCP_CALL_START initialize",
    "  MCP_CALL_END initialize",
    "  AGENT_START Weather",
    "    MCP_CALL_START tools/list",
    "    MCP_CALL_END tools/list",
    "    MCP_CALL_START tools/call",
    "    POLICY_DECISION cities allow",
    "    MCP_CALL_END tools/call",
    "    MCP_CALL_START tools/call",
    "    MCP_CALL_END FAILED tools/call",
    "    MCP_CALL_START resources/read",
    "    MCP_CALL_END resources/read",
    "    MCP_CALL_START prompts/get",
    "    MCP_CALL_END prompts/get",
    "    MCP_CALL_START resources/read",
    "    MCP_CALL_END FAILED MCP error -32602: Resource memo://none not found",
    "    MCP_CALL_START tools/call",
    "      MCP_CALL_START sampling/createMessage",
    "      MCP_CALL_END sampling/createMessage",
    "    MCP_CALL_END tools/call",
    "    MCP_CALL_START tools/call",
    "    MCP_CALL_START tools/call",
    "    MCP_CALL_END CANCELLED McpError: MCP error -32001: Request timed out",
    "    MCP_CALL_END FAILED the connection was closed before the response",
    "  AGENT_END",
    "SESSION_END",
    "SESSION_START",
    "  MCP_CALL_START initialize",
    "  MCP_CALL_END initialize",
    "  MCP_CALL_START tools/call",
    "  POLICY_DECISION cities allow",
    "  MCP_CALL_END tools/call",
    "  MCP_CALL_START tools/call",
    "  MCP_CALL_END FAILED tools/call",
    "SESSION_END",
  ]);
  const calls = events.filter(({ content }) => content.case === "mcpCall").map(({ content }) => content.value);
  expect(calls[1]).toMatchObject({ serverName: "weather", protocolVersion: expect.stringMatching(/^\d{4}-/) });
  expect(calls[4]).toMatchObject({
    operation: "tools/call",
    requestId: "2",
    serverName: "weather",
    request: { name: "get_weather", arguments: { city: "Paris" } },
  });
  expect(calls[5]).toMatchObject({ response: { content: [{ text: "sunny in Paris" }] } });
  expect(events.find(({ status }) => status === EventStatus.FAILED)?.agentName).toBe("Weather");
  const refused = events.find(({ content }) => content.case === "error");
  expect(refused?.content.value).toMatchObject({ errorCode: "-32602" });
  const [, , , served] = calls.slice(-4);
  expect(served).toMatchObject({ sessionId: "http-1", serverName: "weather", response: { isError: true } });
});

test("wrapMcp sends and handles nothing in audit mode that cannot be recorded", async () => {
  const program = project.add(join(import.meta.dirname, "programs/mcp-audit.mts"));
  const env = { CHAUKAS_BASE_URL: "http://127.0.0.1:9" };
  const { stdout } = await runProgram(program, project.folder, env);
  const refusal = expect.stringMatching(/\[not_recorded\] event .*: expected it to be recorded within 200 ms/);
  expect(JSON.parse(stdout)).toEqual([refusal, refusal]);
});
