// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listExportedModules } from "@chaukas/packed/exported-modules";
import { runRoundTrip } from "@chaukas/packed/round-trip";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { PackageManifest, Tarball } from "@chaukas/tooling/tarball";
import { installPackages, type PackageManagerName } from "./package-managers.ts";

/** How and where to install packages. */
export interface Trial {
  readonly manager: PackageManagerName;
  /** Folder of a new project, outside any workspace. */
  readonly project: string;
  readonly registry: string;
  /** Dist-tag to install. Without one, the package manager installs its default. */
  readonly distTag?: string;
}

const compilerOptions = {
  target: "ES2024",
  module: "nodenext",
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
  allowImportingTsExtensions: true,
  types: ["node"],
};

/** What programs did with installed packages. */
export interface Use {
  /** Number of modules that one of the programs imports. */
  readonly modules: number;
  /** Number of events that came back from the programs of packages/round-trip. */
  readonly events: number;
}

/**
 * Installs published packages as a user would, checks that they have the versions of the release, and compiles and runs
 * a program that imports all their modules. With `programs`, the folder with the programs of packages/round-trip, it
 * compiles those too, and sends the captured events through them.
 */
export async function usePackages(
  { manager, project, registry, distTag }: Trial,
  tarballs: readonly Tarball[],
  others: Readonly<Record<string, string>>,
  programs?: string,
): Promise<Use> {
  const names = tarballs.map(({ manifest }) => (distTag ? `${manifest.name}@${distTag}` : manifest.name));
  const specifiers = [...names, ...Object.entries(others).map(([name, version]) => `${name}@${version}`)];
  await installPackages(manager, project, registry, specifiers);
  for (const { manifest } of tarballs) {
    requireVersion(project, manifest);
  }
  const modules = tarballs.flatMap(listExportedModules);
  const imports = modules.map((specifier, index) => `import * as m${index} from "${specifier}";`);
  const used = modules.map((_, index) => `m${index}`).join(", ");
  const count = `console.log([${used}].filter((module) => Object.keys(module).length >= 0).length);`;
  writeFileSync(join(project, "imports.ts"), `${imports.join("\n")}\n${count}\n`);
  // All programs at once, because most of the compiler's time goes into the declarations that they share.
  await compile(project, ["imports.ts", ...(programs === undefined ? [] : copyPrograms(programs, project))]);
  const imported = Number(await run("node", ["imports.ts"], { cwd: project }));
  if (imported !== modules.length) {
    throw new ScriptError(`${project}: expected ${modules.length} modules, imported ${imported}`);
  }
  const events = programs === undefined ? 0 : (await runRoundTrip(project, "grpc")).readBack;
  return { modules: imported, events };
}

/** Copies the programs of a folder, without their tests, and returns their names. */
function copyPrograms(folder: string, project: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  for (const file of files) {
    cpSync(join(folder, file), join(project, file));
  }
  return files;
}

function requireVersion(project: string, { name, version }: PackageManifest): void {
  const path = join(project, "node_modules", name, "package.json");
  const installed = (JSON.parse(readFileSync(path, "utf8")) as PackageManifest).version;
  if (installed !== version) {
    throw new ScriptError(`${name}: expected version ${version} to be installed, got ${installed}`);
  }
}

async function compile(project: string, files: readonly string[]): Promise<void> {
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }, null, 2));
  await run(join(root, "node_modules/.bin/tsc"), ["--project", project, "--pretty", "false"], { cwd: project });
}
