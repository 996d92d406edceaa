// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isOutputOf, readSnippets } from "@chaukas/packed/read-snippets";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { describe, expect, test } from "vitest";
import { openFrameworkProject } from "./framework-project.ts";
import { outline, runProgram } from "./run-program.ts";

const readme = readFileSync(join(root, "packages/sdk/README.md"), "utf8");
const examples = join(root, "packages/sdk/examples");
const frameworks = ["ai", "langchain", "mcp", "openai", "openai-agents"];

function manifestOf(framework: string): string {
  return framework === "ai-6" ? join(import.meta.dirname, "ai-6") : join(examples, framework);
}

const snippets = readSnippets("packages/sdk/README.md", readme).flatMap((snippet) =>
  snippet.framework === undefined ? [] : [{ framework: snippet.framework, snippet }],
);

test("the README has a snippet for each framework, and lists the examples", () => {
  expect(snippets.map(({ framework }) => framework).sort()).toEqual(["ai", "ai-6", ...frameworks.slice(1)]);
  const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name)).toEqual(frameworks);
});

describe.each(snippets)("the snippet of the README for $framework", ({ framework, snippet }) => {
  test("compiles and prints what the README says", async () => {
    const project = await openFrameworkProject(manifestOf(framework));
    try {
      const program = project.write("example.mts", snippet.code);
      expect(await project.checkTypes()).toBe("");
      const { stdout, stderr, events } = await runProgram(program, project.folder);
      expect(stderr).toBe("");
      expect(isOutputOf(snippet, stdout), `expected\n${snippet.output}got\n${stdout}`).toBe(true);
      expect(stdout).toBe(`${events.length} events are stored\n`);
    } finally {
      project.close();
    }
  });
});

describe.each(frameworks)("the example %s", (framework) => {
  test("compiles and records what it does", async () => {
    const project = await openFrameworkProject(manifestOf(framework));
    try {
      const program = project.add(join(examples, framework, "example.mts"));
      expect(await project.checkTypes()).toBe("");
      const { code, stderr, events } = await runProgram(program, project.folder);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      await expect(`${outline(events).join("\n")}\n`).toMatchFileSnapshot(join(examples, framework, "events.txt"));
    } finally {
      project.close();
    }
  });
});

test("run-example runs an example, and refuses an unknown one", async () => {
  const program = join(examples, "run-example.ts");
  const ran = await capture(process.execPath, [program, "mcp"], { cwd: root });
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining("MCP_CALL_START tools/call") });
  const refused = await capture(process.execPath, [program, "crewai"], { cwd: root });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain('expected one of ai, langchain, mcp, openai, openai-agents, got "crewai"');
});
