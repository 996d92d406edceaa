// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { isOutputOf, readSnippets, type Snippet } from "./read-snippets.ts";
import { ReadmeError } from "./readme-error.ts";

/** Reads a README from lines in which ''' is a fence. */
function read(...lines: string[]) {
  return readSnippets("README.md", lines.join("\n").replaceAll("'''", "```"));
}

function fail(...lines: string[]): unknown {
  try {
    return read(...lines);
  } catch (error) {
    expect(error).toBeInstanceOf(ReadmeError);
    return error;
  }
}

describe("readSnippets", () => {
  it("says which framework a block needs", () => {
    const [snippet] = read("'''ts with=ai-6", "import 'ai';", "'''");
    expect(snippet).toEqual({
      line: 1,
      language: "ts",
      code: "import 'ai';\n",
      isServer: false,
      output: "",
      framework: "ai-6",
    });
  });

  it("finds every ts block and the marked sh blocks, with line and output", () => {
    const snippets = read(
      "# Example",
      "'''ts",
      "console.log(1);",
      "",
      "console.log(2);",
      "'''",
      "",
      "'''text",
      "1",
      "2",
      "'''",
      "'''sh",
      "exit 1",
      "'''",
      "'''ts server",
      "serve();",
      "'''",
      "'''text",
      "ready",
      "'''",
      "'''sh server",
      "npx serve",
      "'''",
      "'''text",
      "ready",
      "'''",
      "'''sh run",
      "curl localhost",
      "'''",
    );
    expect(snippets).toEqual([
      { line: 2, language: "ts", code: "console.log(1);\n\nconsole.log(2);\n", isServer: false, output: "1\n2\n" },
      { line: 15, language: "ts", code: "serve();\n", isServer: true, output: "ready\n" },
      { line: 21, language: "sh", code: "npx serve\n", isServer: true, output: "ready\n" },
      { line: 27, language: "sh", code: "curl localhost\n", isServer: false, output: "" },
    ]);
  });

  it("finds none in a README without blocks", () => {
    expect(read("# Example", "", "Text with ``` in it.")).toEqual([]);
  });

  it("treats a fence inside a longer fence as content", () => {
    expect(read("````md", "'''ts", "broken(", "'''", "````")).toEqual([]);
  });

  it.each([
    ["nothing follows", []],
    ["prose follows", ["", "That prints", "", "'''text", "1", "'''"]],
    ["another block follows", ["'''sh", "1", "'''", "'''text", "1", "'''"]],
  ])("expects no output if %s", (_, below) => {
    expect(read("'''ts", "print(1);", "'''", ...below)).toMatchObject([{ output: "" }]);
  });

  it.each(["js", "mjs", "jsx", "typescript", "javascript", "tsx"])(
    "rejects a block of %s, which would not be tested",
    (language) => {
      expect(fail("", `'''${language}`, "'''")).toMatchObject({
        code: "bad_block",
        message: `README.md:2: expected a block of ts, got ${language}`,
      });
    },
  );

  it("rejects a block that is not closed", () => {
    expect(fail("'''ts", "export {};", "'''text")).toMatchObject({
      code: "bad_block",
      message: "README.md:1: expected a closing fence, got the end of the file",
    });
  });

  it("rejects a server without output", () => {
    expect(fail("'''ts server", "export {};", "'''")).toMatchObject({
      code: "bad_block",
      message: "README.md:1: expected a text block with the output of the server",
    });
  });
});

describe("isOutputOf", () => {
  const snippet = (output: string): Snippet => ({ line: 1, language: "ts", code: "", isServer: false, output });

  it("compares texts, in which … stands for any text within a line", () => {
    expect(isOutputOf(snippet("[a] 1\n"), "[a] 1\n")).toBe(true);
    expect(isOutputOf(snippet("[a] 1\n"), "a 1\n")).toBe(false);
    expect(isOutputOf(snippet("at … in … ms\nend\n"), "at 12:00 in 3 ms\nend\n")).toBe(true);
    expect(isOutputOf(snippet("at …\nend\n"), "at 12:00\nand 13:00\nend\n")).toBe(false);
    expect(isOutputOf(snippet("at …\n"), "at 12:00\nend\n")).toBe(false);
  });
});
