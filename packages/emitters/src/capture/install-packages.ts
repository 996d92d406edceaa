// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openToolbox } from "@chaukas/packed/toolbox";
import { installPythonRequirements } from "@chaukas/testdata/toolchains";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { ScriptError } from "@chaukas/tooling/script-error";
import { type Emitter, listEmitters } from "./emitters.ts";

/** The packages of an emitter. */
export interface InstalledPackages {
  /** Node finds them from programs below this folder; for Python, it is the value of `PYTHONPATH`. */
  readonly folder: string;
  /** Versions of the packages that the emitter names itself. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Installs the packages of the emitter with a name, as {@link installPackages} does. */
export function installPackagesOf(name: string): Promise<InstalledPackages> {
  const emitter = listEmitters().find((each) => each.name === name);
  if (emitter === undefined) {
    throw new Error(`emitter: expected the name of a folder in emitters, got ${name}`);
  }
  return installPackages(emitter);
}

/** Installs the packages of an emitter into the cache. Throws a `ScriptError` if that is not possible. */
export function installPackages(emitter: Emitter): Promise<InstalledPackages> {
  return emitter.language === "js" ? installJs(emitter) : installPython(emitter);
}

async function installJs({ folder }: Emitter): Promise<InstalledPackages> {
  const toolbox = await openToolbox({ manifestFolder: folder, cache: join(cacheDir(), "emitters") });
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const versions = Object.fromEntries(Object.keys(dependencies).map((each) => [each, toolbox.version(each)]));
  return { folder: toolbox.path(".."), versions };
}

async function installPython({ name, folder }: Emitter): Promise<InstalledPackages> {
  const installed = await installPythonRequirements(join(folder, "requirements.txt"));
  if (installed.problem !== undefined) {
    throw new ScriptError(
      `the emitter ${name} ${installed.problem}`,
      "check that the registries can be reached, then run the command again",
    );
  }
  const named = readFileSync(join(folder, "requirements.in"), "utf8").match(/^[^#\s].*==.*$/gm) ?? [];
  const versions = Object.fromEntries(named.map((each) => each.split("==") as [string, string]));
  return { folder: installed.folder, versions };
}
