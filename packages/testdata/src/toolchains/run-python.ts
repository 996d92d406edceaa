// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
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
  return install(packages.map((each) => each.replace("==", "-")).join("+"), packages, packages.join(" "));
}

/** Installs the packages that a file of requirements pins with hashes, as {@link installPythonPackages} does. */
export async function installPythonRequirements(file: string): Promise<CacheFolder> {
  const digest = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16);
  return install(`requirements-${digest}`, ["--require-hashes", "--requirement", file], file);
}

async function install(name: string, requirements: readonly string[], what: string): Promise<CacheFolder> {
  const version = (await runPython(["--version"])).stdout.trim().replace(/^Python /, "");
  if (version === "") {
    return { problem: "requires python3, which is not installed" };
  }
  return fillOnce(join(cacheDir(), "python", `${name}-python-${version}`), async (staging) => {
    const options = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--target", staging];
    const { status, stderr } = await runPython(["-m", "pip", "install", ...options, ...requirements]);
    return status === 0 ? undefined : `requires ${what}, which pip cannot install: ${stderr.trim()}`;
  });
}
