// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { type CacheFolder, fillOnce, installPythonPackages, runPython } from "@chaukas/testdata/toolchains";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { capture } from "@chaukas/tooling/run";

const uv = "uv==0.13.9";

/**
 * Returns a virtual environment of the cache with the given packages and what they require. Each is a requirement, such
 * as `protobuf==7.36.2`, or the path of a wheel. Creates it unless there is one with the same versions and wheels.
 */
export async function openEnvironment(packages: readonly string[]): Promise<CacheFolder> {
  const { stdout: version } = await runPython(["--version"]);
  const names = packages.map((each) =>
    each.endsWith(".whl") ? `${basename(each)} ${digest(readFileSync(each))}` : each,
  );
  const folder = join(cacheDir(), "python", `environment-${digest([version, uv, ...names].join("\n"))}`);
  return fillOnce(folder, async (staging) => (await createEnvironment(staging, packages)).problem);
}

/** Creates a virtual environment with the given packages in a folder that is empty or does not exist. */
export async function createEnvironment(folder: string, packages: readonly string[]): Promise<CacheFolder> {
  const installed = await installPythonPackages(uv);
  if (installed.problem !== undefined) {
    return installed;
  }
  const program = join(installed.folder, "bin/uv");
  const steps = [
    ["venv", "--quiet", "--relocatable", "--allow-existing", "--python", "python3", folder],
    ["pip", "install", "--quiet", "--python", join(folder, "bin/python"), ...packages],
  ];
  for (const args of packages.length === 0 ? steps.slice(0, 1) : steps) {
    const { code, output } = await capture(program, args);
    if (code !== 0) {
      return { problem: `requires ${packages.join(" ")}, which uv cannot install: ${output.trim()}` };
    }
  }
  return { folder };
}

/** Returns the variables with which programs of an environment are found first. */
export function environmentVariables(folder: string): NodeJS.ProcessEnv {
  const { PYTHONPATH: _, ...others } = process.env;
  return { ...others, VIRTUAL_ENV: folder, PATH: [join(folder, "bin"), process.env["PATH"]].join(delimiter) };
}

function digest(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
