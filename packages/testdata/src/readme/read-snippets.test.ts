// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import { readSnippets } from "./read-snippets.ts";
import { ReadmeError } from "./readme-error.ts";

/** Reads a README, in whose lines ''' stands for a fence. */
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
  it("finds every block of ts, with its line and what it prints", () => {
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
    );
    expect(snippets).toEqual([
      { line: 2, code: "console.log(1);\n\nconsole.log(2);\n", isServer: false, output: "1\n2\n" },
      { line: 15, code: "serve();\n", isServer: true, output: "ready\n" },
    ]);
  });

  it("finds none in a README without blocks", () => {
    expect(read("# Example", "", "Text with ``` in it.")).toEqual([]);
  });

  it("takes a fence inside a longer fence for content", () => {
    expect(read("````md", "'''ts", "broken(", "'''", "````")).toEqual([]);
  });

  it.each([
    ["nothing is", []],
    ["prose is", ["", "That prints", "", "'''text", "1", "'''"]],
    ["another block is", ["'''sh", "1", "'''", "'''text", "1", "'''"]],
  ])("expects no output where %s below a snippet", (_, below) => {
    expect(read("'''ts", "print(1);", "'''", ...below)).toMatchObject([{ output: "" }]);
  });

  it.each(["js", "mjs", "jsx", "typescript", "javascript", "tsx"])(
    "refuses a block of %s, which would not be tested",
    (language) => {
      expect(fail("", `'''${language}`, "'''")).toMatchObject({
        code: "bad_block",
        message: `README.md:2: expected a block of ts, got ${language}`,
      });
    },
  );

  it("refuses a block that is not closed", () => {
    expect(fail("'''ts", "export {};", "'''text")).toMatchObject({
      code: "bad_block",
      message: "README.md:1: expected the block to be closed",
    });
  });

  it("refuses a server that does not say when it is ready", () => {
    expect(fail("'''ts server", "export {};", "'''")).toMatchObject({
      code: "bad_block",
      message: "README.md:1: expected a text block with what the server prints",
    });
  });
});
