// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ScriptError } from "@chaukas/tooling/script-error";
import { parseTarGzip } from "nanotar";
import { distFolder } from "./read-dist.ts";

/** A built Python package: a wheel and a source distribution with the same metadata. */
export interface PythonDistribution {
  readonly name: string;
  readonly version: string;
  /** What it requires, without extras, as PEP 508 writes it, such as `protobuf<8,>=6.31.1`. */
  readonly requires: readonly string[];
  /** Absolute paths of the wheel and the source distribution. */
  readonly files: readonly [wheel: string, sdist: string];
}

/** Folder into which `npm run build:python` puts the wheels and the source distributions. */
export const pythonDistFolder: string = join(distFolder, "python");

/**
 * Reads the Python packages of a build, sorted by name. Throws {@link ScriptError} if there are none, or if a source
 * distribution has no wheel.
 */
export async function readPythonDist(folder: string = pythonDistFolder): Promise<PythonDistribution[]> {
  const sdists = globSync("*.tar.gz", { cwd: folder }).sort();
  if (sdists.length === 0) {
    throw new ScriptError(`${folder}: expected wheels and source distributions, found none`, "npm run build:python");
  }
  return Promise.all(sdists.map((name) => readDistribution(join(folder, name))));
}

async function readDistribution(sdist: string): Promise<PythonDistribution> {
  const stem = basename(sdist, ".tar.gz");
  // What is no archive has no PKG-INFO either.
  const entries = await parseTarGzip(readFileSync(sdist)).catch(() => []);
  const [headers = ""] = entries.find(({ name }) => name === `${stem}/PKG-INFO`)?.text?.split("\n\n") ?? [];
  const read = (header: string) =>
    [...headers.matchAll(new RegExp(`^${header}: (.*)$`, "gm"))].map(([, value = ""]) => value);
  const [[name], [version]] = [read("Name"), read("Version")];
  if (name === undefined || version === undefined) {
    throw new ScriptError(`${sdist}: expected a PKG-INFO with name and version, found none`, "npm run build:python");
  }
  const [wheel, ...others] = globSync(join(sdist, `../${stem}-*.whl`));
  if (wheel === undefined || others.length > 0) {
    throw new ScriptError(`${sdist}: expected one wheel beside it, found ${others.length + 1}`, "npm run build:python");
  }
  const requires = read("Requires-Dist").filter((requirement) => !requirement.includes("extra =="));
  return { name, version, requires, files: [wheel, sdist] };
}

/** Returns the name in a requirement: `protobuf` for `protobuf<8,>=6.31.1`. */
export function nameOfRequirement(requirement: string): string {
  return /^[\w.-]+/.exec(requirement)?.[0] ?? requirement;
}
