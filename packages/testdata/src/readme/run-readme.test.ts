// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ReadmeError } from "./readme-error.ts";
import { type ReadmeOptions, runReadme } from "./run-readme.ts";

// Each test compiles a program, which is slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(() => {
  // Inside the package, since snippets are compiled with the dependencies of the package.
  folder = mkdtempSync(join(import.meta.dirname, "../../.readme-test-"));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "example", type: "module", exports: "./index.ts" }),
  );
  writeFileSync(join(folder, "index.ts"), "export function double(value: number): number { return 2 * value; }\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a README from lines in which ''' is a fence. */
async function run(lines: readonly string[], options?: ReadmeOptions): Promise<number> {
  const path = join(folder, "README.md");
  writeFileSync(path, lines.join("\n").replaceAll("'''", "```"));
  try {
    return await runReadme(path, options);
  } finally {
    expect(readdirSync(folder).sort()).toEqual(["README.md", "index.ts", "package.json"]);
  }
}

async function fail(lines: readonly string[], options?: ReadmeOptions): Promise<{ code: string; message: string }> {
  const error = await run(lines, options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ReadmeError);
  return error as ReadmeError;
}

describe("a README passes", () => {
  it("if its snippets print the output below them", async () => {
    const count = await run([
      "# Example",
      "",
      "'''sh",
      "exit 1",
      "'''",
      "",
      "'''ts",
      'import { double } from "example";',
      "",
      "console.log(double(21));",
      'console.log(await Promise.resolve("done"));',
      "'''",
      "",
      "'''text",
      "42",
      "done",
      "'''",
      "",
      "'''ts",
      'import { double } from "example";',
      "",
      "double(1);",
      "'''",
    ]);
    expect(count).toBe(2);
  });

  it("if text is replaced, both in snippets and in outputs", async () => {
    const url = "https://audit.example.com";
    const lines = ["'''ts", `console.log("${url}", "${url}".length);`, "'''", "'''text", `${url} 9`, "'''"];
    await run(lines, { replace: { [url]: "localhost" } });
  });
});

describe("a README fails", () => {
  it("without a snippet", async () => {
    expect(await fail(["# Example"])).toMatchObject({
      code: "no_snippet",
      message: "README.md: expected a block of ts, got none",
    });
  });

  it("if a snippet does not compile, and reports the line of the README", async () => {
    const lines = ["# Example", "'''ts", 'import { double } from "example";', "", 'double("1");', "'''"];
    const { code, message } = await fail(lines);
    expect(code).toBe("type_error");
    expect(message).toBe(
      "README.md:5:8: error TS2345: Argument of type 'string' is not assignable to parameter of type 'number'.",
    );
  });

  it("if a snippet has an unused import", async () => {
    const { code, message } = await fail(["'''ts", 'import { double } from "example";', "'''"]);
    expect(code).toBe("type_error");
    expect(message).toMatch(/^README\.md:2:10: error TS6133: 'double' is declared but its value is never read\./);
  });

  it("if a snippet imports a path that is not exported", async () => {
    expect(await fail(["'''ts", 'import "example/internal";', "'''"])).toMatchObject({
      code: "type_error",
      message: expect.stringMatching(/^README\.md:2:8: error TS2882: Cannot find module .* 'example\/internal'\.$/),
    });
  });

  it("if a snippet throws", async () => {
    const { code, message } = await fail(["", "'''ts", 'throw new Error("broken");', "'''"]);
    expect(code).toBe("failed");
    expect(message).toMatch(/^README\.md:2: expected exit code 0, got 1\n/);
  });

  it("if a snippet exceeds the timeout", async () => {
    const { code } = await fail(["'''ts", "setInterval(() => {}, 1000);", "'''"], { timeoutMs: 500 });
    expect(code).toBe("timeout");
  });
});
