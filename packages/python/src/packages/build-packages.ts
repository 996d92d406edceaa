// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, globSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { capture, run } from "@chaukas/tooling/run";
import { openBuildTools } from "../toolchain/build-tools.ts";
import { listPythonPackages } from "./python-packages.ts";

/** The paths of wheels and source distributions, sorted, or the reason why there are none. */
export type BuiltPackages =
  | { readonly wheels: readonly string[]; readonly sdists: readonly string[]; readonly problem?: never }
  | { readonly wheels?: never; readonly problem: string };

/**
 * Builds a wheel and a source distribution of each Python package into a folder. Their bytes depend only on the commit
 * and on the sources.
 */
export async function buildPackages(folder: string): Promise<BuiltPackages> {
  const tools = await openBuildTools();
  if (tools.problem !== undefined) {
    return tools;
  }
  mkdirSync(folder, { recursive: true });
  const env = { ...tools.env, ...(await readSourceDate()) };
  const args = ["-m", "hatchling", "build", "--directory", folder];
  await Promise.all(listPythonPackages().map(({ folder: cwd }) => run("python", args, { cwd, env })));
  const find = (pattern: string) =>
    globSync(pattern, { cwd: folder })
      .sort()
      .map((name) => join(folder, name));
  return { wheels: find("*.whl"), sdists: find("*.tar.gz") };
}

/** Returns the time that files in packages get: that of the commit. Archives without history get that of hatchling. */
async function readSourceDate(): Promise<NodeJS.ProcessEnv> {
  if (!existsSync(join(root, ".git"))) {
    return {};
  }
  const { code, stdout } = await capture("git", ["log", "-1", "--format=%ct"], { cwd: root });
  return code === 0 ? { SOURCE_DATE_EPOCH: stdout.trim() } : {};
}
