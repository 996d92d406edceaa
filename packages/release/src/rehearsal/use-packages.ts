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

/**
 * Installs published packages as a user would, checks that they have the versions of the release, and compiles and runs
 * a program that imports all their modules. Returns the number of modules.
 */
export async function tryImports(
  { manager, project, registry, distTag }: Trial,
  tarballs: readonly Tarball[],
  others: Readonly<Record<string, string>>,
): Promise<number> {
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
  await compile(project, ["imports.ts"]);
  const imported = Number(await run("node", ["imports.ts"], { cwd: project }));
  if (imported !== modules.length) {
    throw new ScriptError(`${project}: expected ${modules.length} modules, imported ${imported}`);
  }
  return imported;
}

/**
 * Compiles the programs of packages/round-trip in a project and sends the captured events through them. Returns the
 * number of events.
 */
export async function tryRoundTrip(project: string, programs: string): Promise<number> {
  const files = readdirSync(programs).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  for (const file of files) {
    cpSync(join(programs, file), join(project, file));
  }
  await compile(project, files);
  return (await runRoundTrip(project, "grpc")).readBack;
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
