// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { readSnippets, snippetFile } from "./read-snippets.ts";
import { ReadmeError } from "./readme-error.ts";
import { runSnippets } from "./run-snippets.ts";

/** Options of {@link runReadme}. */
export interface ReadmeOptions {
  /** Replacements for text in the README during the test, such as the host of an example. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Time limit for one snippet, in milliseconds. Default: 30 000. */
  readonly timeoutMs?: number;
}

/**
 * Compiles and runs every ```ts block of a README, one after the other, each as a separate program, and compares its
 * output with the ```text block directly below it. A block without one must print nothing.
 *
 * The programs are in a folder inside the package, so that they import the package by its name and through its exports,
 * like its users. A block marked ```ts server keeps running until the end, once it has printed its output. Resolves to
 * the number of blocks, or throws a `ReadmeError`.
 */
export async function runReadme(path: string, options: ReadmeOptions = {}): Promise<number> {
  const { replace = {}, timeoutMs = 30_000 } = options;
  const name = basename(path);
  const snippets = readSnippets(name, replaceAll(readFileSync(path, "utf8"), replace));
  if (snippets.length === 0) {
    throw new ReadmeError("no_snippet", name, "expected a block of ts, got none");
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

const { resolve } = createRequire(import.meta.url);

/** Compiles the snippets in the folder, with the settings of the packages. */
function checkTypes(name: string, folder: string): void {
  const compilerOptions = {
    noEmit: true,
    noUnusedLocals: true,
    erasableSyntaxOnly: true,
    moduleDetection: "force",
    types: ["node"],
    lib: ["ES2024", "DOM", "DOM.Iterable"],
  };
  const config = { extends: findUpwards("tsconfig.base.json", folder), compilerOptions, include: ["*.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(dirname(resolve("typescript/package.json")), "bin/tsc");
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, "--project", ".", "--pretty", "false"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) {
    // Messages contain the line in the snippet, which is converted to the line in the README.
    const output = `${stdout}${stderr}`.replaceAll(
      /^line-(\d+)\.ts\((\d+),(\d+)\)/gm,
      (_, fence, line, column) => `${name}:${Number(fence) + Number(line)}:${column}`,
    );
    const [place = name, message = output] = output.trim().split(/(?<=^\S+:\d+:\d+): /s);
    throw new ReadmeError("type_error", place, message);
  }
}

function findUpwards(file: string, folder: string): string {
  const path = join(folder, file);
  if (existsSync(path)) {
    return path;
  }
  if (dirname(folder) === folder) {
    throw new Error(`${file}: expected it in a folder above the README, got none`);
  }
  return findUpwards(file, dirname(folder));
}
