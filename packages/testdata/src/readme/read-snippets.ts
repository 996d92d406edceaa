// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ReadmeError } from "./readme-error.ts";

/** A fenced block of TypeScript. */
export interface Snippet {
  /** Line number of the fence in the README. The code starts on the next line. */
  readonly line: number;
  readonly code: string;
  /** Whether the block is marked ```ts server: it keeps running while the blocks below it run. */
  readonly isServer: boolean;
  /** The expected output: the ```text block directly below it, or nothing. */
  readonly output: string;
}

interface Block {
  readonly line: number;
  readonly endLine: number;
  readonly info: string;
  readonly content: string;
}

/** Returns the name of the file that a snippet is written to, which contains its line number. */
export function snippetFile(snippet: Snippet): string {
  return `line-${snippet.line}.ts`;
}

/** Finds the TypeScript snippets of a README. The name is for error messages. */
export function readSnippets(name: string, markdown: string): Snippet[] {
  const lines = markdown.split("\n");
  const blocks = readBlocks(name, lines);
  return blocks.flatMap((block, index): Snippet[] => {
    const [language = "", ...words] = block.info.split(" ");
    if (/^(typescript|tsx|mts|cts|javascript|jsx?|mjs|cjs)$/.test(language)) {
      throw new ReadmeError("bad_block", `${name}:${block.line}`, `expected a block of ts, got ${language}`);
    }
    if (language !== "ts") {
      return [];
    }
    const isServer = words.includes("server");
    const next = blocks[index + 1];
    const isNextBelow = next !== undefined && lines.slice(block.endLine, next.line - 1).every((line) => line === "");
    const output = isNextBelow && next.info === "text" ? next.content : "";
    if (isServer && output === "") {
      throw new ReadmeError(
        "bad_block",
        `${name}:${block.line}`,
        "expected a text block with the output of the server",
      );
    }
    return [{ line: block.line, code: block.content, isServer, output }];
  });
}

function readBlocks(name: string, lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let open: { line: number; fence: string; info: string } | undefined;
  for (const [index, text] of lines.entries()) {
    const [, fence, info] = /^(`{3,})(.*)$/.exec(text) ?? [];
    if (fence === undefined || info === undefined) {
      continue;
    }
    if (open === undefined) {
      open = { line: index + 1, fence, info: info.trim() };
    } else if (fence === open.fence && info.trim() === "") {
      const content = `${lines.slice(open.line, index).join("\n")}\n`;
      blocks.push({ line: open.line, endLine: index + 1, info: open.info, content });
      open = undefined;
    }
  }
  if (open !== undefined) {
    throw new ReadmeError("bad_block", `${name}:${open.line}`, "expected a closing fence, got the end of the file");
  }
  return blocks;
}
