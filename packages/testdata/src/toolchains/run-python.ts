// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheDir } from "@chaukas/tooling/cache-dir";

/** How a program exited. `status` is null if it could not be started, or was terminated by a signal. */
export interface ProgramEnd {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `python3` until it exits, without blocking this process, which may serve requests of the program. */
export function runPython(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const options = { encoding: "utf8", env: { ...process.env, ...env }, maxBuffer: 2 ** 26 } as const;
    execFile("python3", args, options, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === "number" ? error.code : null;
      resolve({ status, stdout, stderr });
    });
  });
}

/** A folder with packages, or the reason why there is none. */
type Installed =
  | { readonly folder: string; readonly problem?: never }
  | { readonly folder?: never; readonly problem: string };

/**
 * Installs packages of PyPI, such as `protobuf==7.36.2`, and their dependencies into a folder of the cache, for use as
 * `PYTHONPATH`. Does nothing if they are already installed.
 */
export async function installPythonPackages(...packages: readonly string[]): Promise<Installed> {
  const version = (await runPython(["--version"])).stdout.trim().replace(/^Python /, "");
  if (version === "") {
    return { problem: "requires python3, which is not installed" };
  }
  const parent = join(cacheDir(), "python");
  const name = packages.map((each) => each.replace("==", "-")).join("+");
  const folder = join(parent, `${name}-python-${version}`);
  if (existsSync(folder)) {
    return { folder };
  }
  mkdirSync(parent, { recursive: true });
  const staging = mkdtempSync(join(parent, "installing-"));
  const options = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--target", staging];
  const { status, stderr } = await runPython(["-m", "pip", "install", ...options, ...packages]);
  if (status !== 0) {
    rmSync(staging, { recursive: true });
    return { problem: `requires ${packages.join(" ")}, which pip cannot install: ${stderr.trim()}` };
  }
  try {
    renameSync(staging, folder);
  } catch (error) {
    // Another test installed the same packages at the same time.
    rmSync(staging, { recursive: true });
    if (!existsSync(folder)) {
      throw error;
    }
  }
  return { folder };
}
