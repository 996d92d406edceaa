// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { type ProgramEnd, runProgram } from "./run-program.ts";

/** Returns the environment with which Go keeps its modules and builds in the cache, outside the repository. */
export function goEnvironment(): NodeJS.ProcessEnv {
  const cache = join(cacheDir(), "go");
  return {
    ...process.env,
    GOMODCACHE: join(cache, "mod"),
    GOCACHE: join(cache, "build"),
    // Without paths in what it compiles, a module is compiled once, wherever it is unpacked.
    GOFLAGS: "-modcacherw -buildvcs=false -trimpath",
  };
}

/** Runs `go` in a folder until it exits, without blocking this process, which may serve requests of the program. */
export function runGo(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<ProgramEnd> {
  return runProgram("go", args, { cwd, env: { ...goEnvironment(), ...env } });
}

/**
 * Downloads the modules that the module in a folder requires. Returns why that is not possible, if it is not: there is no
 * `go`, it is too old for the module, or its proxy cannot be reached.
 */
export async function findGoProblem(folder: string): Promise<string | undefined> {
  const { status, stderr } = await runGo(["mod", "download"], folder);
  if (status === 0) {
    return undefined;
  }
  return status === null ? "requires go, which is not installed" : `requires go and its proxy: ${stderr.trim()}`;
}
