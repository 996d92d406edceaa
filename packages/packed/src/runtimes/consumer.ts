// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import { type PackageManifest, requiredTarballs, type Tarball } from "@chaukas/tooling/tarball";
import { listExportedModules } from "../tarball/exported-modules.ts";
import type { Fixtures } from "./fixtures.ts";

const sources = join(import.meta.dirname, "../../consumers");

/** Projects in consumers/: protobuf-es 2 and Connect-ES 2, version 1 of both, and the reference server. */
export const consumerNames = ["current", "connect-v1", "server"] as const;

/** Name of a project in consumers/. */
export type ConsumerName = (typeof consumerNames)[number];

/** A project outside the workspace, with the packages installed from their tarballs. */
export interface Consumer {
  readonly name: ConsumerName;
  readonly folder: string;
  /** Names of the packages under test that it uses, without their scope. */
  readonly packages: readonly string[];
}

/** Copies a project from consumers/ into a new folder and installs its dependencies with npm. */
export async function createConsumer(
  name: ConsumerName,
  folder: string,
  tarballs: readonly Tarball[],
  fixtures: Fixtures,
): Promise<Consumer> {
  mkdirSync(folder);
  cpSync(join(sources, name), folder, { recursive: true });
  cpSync(join(sources, "hosts"), join(folder, "hosts"), { recursive: true });
  const used = tarballsOf(name, tarballs);
  for (const tarball of used) {
    cpSync(tarball.path, join(folder, `${baseName(tarball)}.tgz`));
  }
  writeModule(folder, "fixtures", { ...fixtures });
  writeImports(folder, used.flatMap(listExportedModules));
  const args = ["install", "--ignore-scripts", "--prefer-offline", "--no-package-lock"];
  await run("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    remedy: "check that the npm registry can be reached, then run the command again",
  });
  return { name, folder, packages: used.map(baseName) };
}

/**
 * Throws {@link ScriptError} unless each tarball is installed by one of the projects, together with the tarballs that it
 * depends on: npm would look for these in the registry.
 */
export function requireConsumers(tarballs: readonly Tarball[]): void {
  const used = new Set(consumerNames.flatMap((name) => tarballsOf(name, tarballs)));
  const unused = tarballs.find((tarball) => !used.has(tarball));
  if (unused !== undefined) {
    throw new ScriptError(
      `${unused.manifest.name}: expected a project that installs it, found none`,
      "add it to a package.json in packages/packed/consumers, and use it there",
    );
  }
  for (const name of consumerNames) {
    const installed = tarballsOf(name, tarballs);
    const names = Object.fromEntries(installed.map(({ manifest }) => [manifest.name, manifest.version]));
    const missing = requiredTarballs(names, tarballs).find((tarball) => !installed.includes(tarball));
    if (missing !== undefined) {
      throw new ScriptError(
        `packages/packed/consumers/${name}/package.json: expected ${missing.manifest.name}, on which its packages depend`,
        `add "${missing.manifest.name}": "file:${baseName(missing)}.tgz" to its dependencies`,
      );
    }
  }
}

function tarballsOf(name: ConsumerName, tarballs: readonly Tarball[]): Tarball[] {
  const manifest = readFileSync(join(sources, name, "package.json"), "utf8");
  const { dependencies = {} } = JSON.parse(manifest) as PackageManifest;
  return tarballs.filter((tarball) => dependencies[tarball.manifest.name] === `file:${baseName(tarball)}.tgz`);
}

function baseName({ manifest }: Tarball): string {
  return manifest.name.replace(/^@.*\//, "");
}

function writeModule(folder: string, name: string, values: Readonly<Record<string, unknown>>): void {
  const lines = Object.entries(values).map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};\n`);
  writeFileSync(join(folder, `${name}.js`), lines.join(""));
}

/** Writes a file that imports all exported modules: in JavaScript to run them, in TypeScript to check their types. */
function writeImports(folder: string, modules: readonly string[]): void {
  const imports = modules.map((specifier, index) => `import * as m${index} from "${specifier}";\n`);
  const entries = modules.map((specifier, index) => `  "${specifier}": m${index},\n`);
  const source = `${imports.join("")}\nexport const modules = {\n${entries.join("")}};\n`;
  for (const extension of ["js", "ts"]) {
    writeFileSync(join(folder, `modules.${extension}`), source);
  }
}
