// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { checkTypes } from "./check-types.ts";
import { readSnippets, snippetFile } from "./read-snippets.ts";
import { ReadmeError } from "./readme-error.ts";
import { runSnippets } from "./run-snippets.ts";

/** Options of {@link runReadme}. */
export interface ReadmeOptions {
  /** Text that a reader sees, and what stands for it in the test, such as a host of an example. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Time for one snippet, in milliseconds. Default: 30 000. */
  readonly timeoutMs?: number;
}

/**
 * Compiles and runs every ```ts block of a README, one after the other, each as a program of its own, and
 * compares what it prints with the ```text block right below it. A block without one must print nothing.
 *
 * The programs stand in a folder inside the package, so that they import the package by its name and
 * through its exports, as its users do. A block marked ```ts server goes on running, once it has printed
 * what it should, until the end. Resolves to the number of blocks, or throws a `ReadmeError`.
 */
export async function runReadme(path: string, options: ReadmeOptions = {}): Promise<number> {
  const { replace = {}, timeoutMs = 30_000 } = options;
  const name = basename(path);
  const snippets = readSnippets(name, replaceAll(readFileSync(path, "utf8"), replace));
  if (snippets.length === 0) {
    throw new ReadmeError("no_snippet", name, "expected a block of ts");
  }
  const folder = mkdtempSync(join(dirname(path), ".readme-"));
  try {
    for (const snippet of snippets) {
      writeFileSync(join(folder, snippetFile(snippet)), snippet.code);
    }
    checkTypes(name, folder);
    await runSnippets(name, folder, snippets, timeoutMs);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return snippets.length;
}

function replaceAll(text: string, replace: Readonly<Record<string, string>>): string {
  return Object.entries(replace).reduce((result, [from, to]) => result.replaceAll(from, to), text);
}
