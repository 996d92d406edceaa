// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { type CacheFolder, fillOnce } from "./fill-once.ts";
import { type ProgramEnd, runProgram } from "./run-program.ts";

/** Runs `python3` until it exits, without blocking this process, which may serve requests of the program. */
export function runPython(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ProgramEnd> {
  return runProgram("python3", args, { env: { ...process.env, ...env } });
}

/**
 * Installs packages of PyPI, such as `protobuf==7.36.2`, and their dependencies into a folder of the cache, for use as
 * `PYTHONPATH`. Does nothing if they are already installed.
 */
export async function installPythonPackages(...packages: readonly string[]): Promise<CacheFolder> {
  const version = (await runPython(["--version"])).stdout.trim().replace(/^Python /, "");
  if (version === "") {
    return { problem: "requires python3, which is not installed" };
  }
  const name = packages.map((each) => each.replace("==", "-")).join("+");
  return fillOnce(join(cacheDir(), "python", `${name}-python-${version}`), async (staging) => {
    const options = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--target", staging];
    const { status, stderr } = await runPython(["-m", "pip", "install", ...options, ...packages]);
    return status === 0 ? undefined : `requires ${packages.join(" ")}, which pip cannot install: ${stderr.trim()}`;
  });
}
