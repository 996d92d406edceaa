// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ReadmeError } from "./readme-error.ts";

/** A fenced block of TypeScript, or of shell commands that are marked to be run. */
export interface Snippet {
  /** Line number of the fence in the README. The code starts on the next line. */
  readonly line: number;
  readonly language: "ts" | "sh";
  readonly code: string;
  /** Whether the block is marked `server`: it keeps running while the blocks below it run, until the next server. */
  readonly isServer: boolean;
  /** The expected output: the ```text block directly below it, or nothing. `…` stands for any text within a line. */
  readonly output: string;
  /** The word after `with=`: it runs in a project with this framework, which the workspace does not have. */
  readonly framework?: string;
}

interface Block {
  readonly line: number;
  readonly endLine: number;
  readonly info: string;
  readonly content: string;
}

/** Returns the name of the file that a snippet is written to, which contains its line number. */
export function snippetFile(snippet: Snippet): string {
  return `line-${snippet.line}.${snippet.language}`;
}

/**
 * Finds the snippets of a README: each block of ```ts, and the blocks of ```sh run and ```sh server. Other commands need
 * something that a test does not have, such as a registry or a database. The name is for error messages. A block of
 * `ts with=NAME` runs in a project with the framework of that name.
 */
export function readSnippets(name: string, markdown: string): Snippet[] {
  const lines = markdown.split("\n");
  const blocks = readBlocks(name, lines);
  return blocks.flatMap((block, index): Snippet[] => {
    const [language = "", ...words] = block.info.split(" ");
    if (/^(typescript|tsx|mts|cts|javascript|jsx?|mjs|cjs)$/.test(language)) {
      throw new ReadmeError("bad_block", `${name}:${block.line}`, `expected a block of ts, got ${language}`);
    }
    const isServer = words.includes("server");
    if (language !== "ts" && !(language === "sh" && (isServer || words.includes("run")))) {
      return [];
    }
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
    const framework = words.find((word) => word.startsWith("with="))?.slice("with=".length);
    const snippet = { line: block.line, language, code: block.content, isServer, output } as const;
    return [framework === undefined ? snippet : { ...snippet, framework }];
  });
}

/** Returns whether a program printed the expected output of its snippet. */
export function isOutputOf(snippet: Snippet, printed: string): boolean {
  const literals = snippet.output.split("…").map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${literals.join("[^\\n]*")}$`).test(printed);
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
