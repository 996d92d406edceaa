// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ReadmeError } from "./readme-error.ts";

const { resolve } = createRequire(import.meta.url);

/** Compiles the snippets that were written to the folder, with the settings that every package has. */
export function checkTypes(name: string, folder: string): void {
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
    // Messages name the line of a snippet, which is to become that of the README.
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
    throw new Error(`${file}: expected it in a folder above the README`);
  }
  return findUpwards(file, dirname(folder));
}
