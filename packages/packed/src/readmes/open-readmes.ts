// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { readSnippets, type Snippet, snippetFile } from "./read-snippets.ts";
import { ReadmeError } from "./readme-error.ts";
import { runSnippets } from "./run-snippets.ts";

/** Options of {@link openReadmes}. */
export interface ReadmesOptions {
  /** Replacements for text in the READMEs during the test, such as a port that is taken. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Environment of the programs. Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Time limit for one snippet, in milliseconds. Default: 30 000. */
  readonly timeoutMs?: number;
}

/** READMEs whose snippets can be compiled and run. */
export interface Readmes {
  /** Compiles the TypeScript of all READMEs as one program. Throws a `ReadmeError` that lists all errors. */
  checkTypes(): Promise<void>;
  /**
   * Runs the snippets of one README in order, each as a separate program in the folder `cwd`, and compares its output
   * with the ```text block directly below it. A block without one must print nothing. Resolves to the number of snippets,
   * or throws a `ReadmeError`.
   */
  run(path: string, cwd: string): Promise<number>;
  /** Removes the files of the snippets. */
  close(): void;
}

interface Readme {
  readonly path: string;
  /** Its name in errors: the path in the repository. */
  readonly name: string;
  readonly folder: string;
  readonly snippets: Snippet[];
}

const prefix = ".readme-";

/**
 * Reads READMEs, and writes their snippets to folders inside the packages, so that they import a package by its name and
 * through its exports, like its users. Those with a framework are left to the tests of the package. The values are the folders of these packages, by the path of the README. Throws a
 * `ReadmeError` for a README without a snippet, and for a bad block.
 */
export function openReadmes(homes: Readonly<Record<string, string>>, options: ReadmesOptions = {}): Readmes {
  const { replace = {}, env = process.env, timeoutMs = 30_000 } = options;
  const texts = Object.entries(homes).map(([path, home]) => {
    const name = relative(root, path);
    const snippets = readSnippets(name, replaceAll(readFileSync(path, "utf8"), replace)).filter(
      ({ framework }) => framework === undefined,
    );
    if (snippets.length === 0) {
      throw new ReadmeError("no_snippet", name, "expected a block of ts, got none");
    }
    return { path, name, home, snippets };
  });
  const config = mkdtempSync(join(import.meta.dirname, "../..", prefix));
  const readmes = texts.map(({ home, ...rest }): Readme => ({ ...rest, folder: mkdtempSync(join(home, prefix)) }));
  for (const { folder, snippets } of readmes) {
    for (const snippet of snippets) {
      writeFileSync(join(folder, snippetFile(snippet)), snippet.code);
    }
  }
  return {
    checkTypes: () => checkTypes(config, readmes),
    async run(path, cwd) {
      const readme = readmes.find((readme) => readme.path === path);
      if (readme === undefined) {
        throw new Error(`${path}: expected one of the READMEs that are open`);
      }
      const { name, folder, snippets } = readme;
      await runSnippets(name, snippets, { folder, cwd, env, timeoutMs });
      return snippets.length;
    },
    close() {
      for (const folder of [config, ...readmes.map(({ folder }) => folder)]) {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

function replaceAll(text: string, replace: Readonly<Record<string, string>>): string {
  return Object.entries(replace).reduce((result, [from, to]) => result.replaceAll(from, to), text);
}

const { resolve } = createRequire(import.meta.url);

async function checkTypes(folder: string, readmes: readonly Readme[]): Promise<void> {
  const compilerOptions = {
    noEmit: true,
    noUnusedLocals: true,
    erasableSyntaxOnly: true,
    moduleDetection: "force",
    types: ["node"],
    lib: ["ES2024", "DOM", "DOM.Iterable"],
    // Checking the libraries takes most of the time, and other tests do it.
    skipLibCheck: true,
  };
  const files = readmes.flatMap(({ folder, snippets }) =>
    snippets.filter(({ language }) => language === "ts").map((snippet) => join(folder, snippetFile(snippet))),
  );
  const config = { extends: join(root, "tsconfig.base.json"), compilerOptions, files };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(dirname(resolve("typescript/package.json")), "bin/tsc");
  const { code, output } = await capture(process.execPath, [tsc, "--project", folder, "--pretty", "false"], {
    cwd: root,
  });
  if (code !== 0) {
    // Messages contain the line in the snippet, which is converted to the line in the README.
    const message = output
      .trim()
      .replaceAll(/^(\S+)\/line-(\d+)\.ts\((\d+),(\d+)\): /gm, (place, path, fence, line, column) => {
        const readme = readmes.find(({ folder }) => basename(folder) === basename(path));
        return readme === undefined ? place : `${readme.name}:${Number(fence) + Number(line)}:${column}: `;
      });
    throw new ReadmeError("type_error", message);
  }
}
