// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A block of Python in a README, and the output that the block of text directly below it promises. */
export interface PythonSnippet {
  /** Line number of the fence. */
  readonly line: number;
  readonly code: string;
  /** `…` stands for any text within a line. */
  readonly output: string;
}

const block = /^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms;

/** Returns the blocks of Python in a README, in order. */
export function readPythonSnippets(markdown: string): PythonSnippet[] {
  return [...markdown.matchAll(block)].map(({ index, 1: code = "", 2: output = "" }) => ({
    line: markdown.slice(0, index).split("\n").length,
    code,
    output,
  }));
}

/** Returns a pattern that the output of a snippet matches. */
export function outputPattern({ output }: PythonSnippet): RegExp {
  const parts = output.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
