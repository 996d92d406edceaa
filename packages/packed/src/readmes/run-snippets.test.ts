// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@chaukas/testdata";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Snippet, snippetFile } from "./read-snippets.ts";
import { ReadmeError } from "./readme-error.ts";
import { runSnippets } from "./run-snippets.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "run-snippets-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(snippets: readonly Partial<Snippet>[], timeoutMs = 60_000): Promise<void> {
  const whole = snippets.map((init, index) => ({
    line: 10 * index + 1,
    language: "ts" as const,
    code: "",
    output: "",
    isServer: false,
    ...init,
  }));
  for (const snippet of whole) {
    writeFileSync(join(folder, snippetFile(snippet)), snippet.code);
  }
  await runSnippets("README.md", whole, { folder, timeoutMs });
}

async function fail(snippets: readonly Partial<Snippet>[], timeoutMs?: number): Promise<ReadmeError> {
  const error = await run(snippets, timeoutMs).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ReadmeError);
  return error as ReadmeError;
}

const server = { isServer: true, output: "ready\n" };
const pause = { code: "await new Promise((resolve) => setTimeout(resolve, 200));" };

describe("runSnippets", () => {
  it("runs snippets that print their expected output", async () => {
    await run([{ code: "const one: number = 1; console.log(one); console.log(2);", output: "1\n2\n" }, { code: "" }]);
  });

  it("keeps a server running while the snippets below it call it", async () => {
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const code = `import { createServer } from "node:http";
      createServer((_, response) => response.end("hello")).listen(${port}, "127.0.0.1", () => console.log("ready"));`;
    const call = { code: `console.log(await (await fetch("${url}")).text());`, output: "hello\n" };
    await run([{ ...server, code }, call, call]);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  it("runs commands, and stops a server that they start before the next one starts", async () => {
    const url = `http://127.0.0.1:${await findFreePort()}`;
    const serve = (text: string) => `node -e '
      require("node:http").createServer((_, response) => response.end("${text}"))
        .listen(${new URL(url).port}, "127.0.0.1", () => console.log("ready"))
    '`;
    const command = { language: "sh", isServer: true, output: "ready\n" } as const;
    const call = (text: string) => ({
      code: `console.log(await (await fetch("${url}")).text());`,
      output: `${text}\n`,
    });
    await run([{ ...command, code: serve("one") }, call("one"), { ...command, code: serve("two") }, call("two")]);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  it("fails if a command fails", async () => {
    const { code, message } = await fail([{ language: "sh", code: "false\ntrue" }]);
    expect(code).toBe("failed");
    expect(message).toMatch(/^README\.md:1: expected exit code 0, got 1\n/);
  });

  it("fails if a snippet throws", async () => {
    const { code, message } = await fail([{}, { code: 'throw new Error("broken");' }]);
    expect(code).toBe("failed");
    expect(message).toMatch(/^README\.md:11: expected exit code 0, got 1\n/);
    expect(message).toContain("Error: broken");
  });

  it("fails if a snippet prints something else", async () => {
    expect(await fail([{ code: "console.log(1);", output: "2\n" }])).toMatchObject({
      code: "wrong_output",
      message: "README.md:1: expected the output\n2\ngot\n1\n",
    });
  });

  it("fails if a snippet without an output block prints something", async () => {
    expect(await fail([{ code: "console.log(1);" }])).toMatchObject({
      code: "wrong_output",
      message: "README.md:1: expected the output\ngot\n1\n",
    });
  });

  it("fails if a snippet does not exit", async () => {
    const { code, message } = await fail([{ code: "setInterval(() => {}, 1000);" }], 500);
    expect(code).toBe("timeout");
    expect(message).toMatch(/^README\.md:1: expected an exit within 500 ms, got\n/);
  });

  it("fails if a server does not become ready", async () => {
    expect((await fail([{ ...server, code: "setInterval(() => {}, 1000);" }], 500)).code).toBe("timeout");
  });

  it("fails if a server exits before it is called", async () => {
    expect(await fail([{ ...server, code: "" }])).toMatchObject({
      code: "failed",
      message: "README.md:1: expected a server that keeps running, got exit code 0",
    });
  });

  it("fails if a server exits while other snippets run", async () => {
    const code = 'console.log("ready"); setTimeout(() => process.exit(3), 50);';
    const { message } = await fail([{ ...server, code }, pause, pause]);
    expect(message).toMatch(/^README\.md:1: expected a server that keeps running, got /);
  });

  it("fails if a server prints more than its expected output", async () => {
    const code = `console.log("ready");
      setInterval(() => {}, 1000);
      process.once("SIGTERM", () => {
        console.log("more");
        process.exit();
      });`;
    expect(await fail([{ ...server, code }, pause, pause])).toMatchObject({
      code: "wrong_output",
      message: expect.stringMatching(/^README\.md:1: expected the output\nready\ngot\nready\nmore\n/),
    });
  });
});
