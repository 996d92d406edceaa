// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { generatedFolders } from "./generated-folders.mjs";
import { git } from "./git.ts";
import { root } from "./root.ts";

/** Contents of files by path, relative to the root. */
export type Files = ReadonlyMap<string, string>;

/** Reads the generated files as they lie in the working tree. */
export function readGeneratedFiles(): Files {
  const patterns = generatedFolders(root).map((folder) => `${folder}/**`);
  const paths = globSync(patterns, { cwd: root }).filter((path) => statSync(join(root, path)).isFile());
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** Reads the generated files as they are committed. */
export async function readCommittedFiles(): Promise<Files> {
  const { stdout } = await git("ls-tree", "-r", "-z", "--name-only", "HEAD", "--", ...generatedFolders(root));
  const paths = stdout.split("\0").filter((path) => path !== "");
  const contents = await Promise.all(paths.map(async (path) => (await git("show", `HEAD:${path}`)).stdout));
  return new Map(paths.map((path, index) => [path, contents[index] ?? ""]));
}

/** Compares two readings: a line for each path that differs, with how many lines were added and removed. */
export function describeDifferences(before: Files, after: Files): Map<string, string> {
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  return new Map(
    paths.sort().map((path) => {
      const [old, fresh] = [before.get(path)?.split("\n") ?? [], after.get(path)?.split("\n") ?? []];
      const state = before.has(path) ? (after.has(path) ? "changed" : "deleted") : "new";
      return [path, `${path}: ${state}, lines +${countMissing(fresh, old)} -${countMissing(old, fresh)}`];
    }),
  );
}

/** Counts the lines of `lines` that `others` lacks, wherever they stand. */
function countMissing(lines: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of others) {
    left.set(line, (left.get(line) ?? 0) + 1);
  }
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  }).length;
}
