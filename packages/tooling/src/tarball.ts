// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseTarGzip } from "nanotar";
import { root } from "./root.ts";
import { ScriptError } from "./script-error.ts";

/** The parts of a published package.json that the scripts read. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A packed package, as it would be published. */
export interface Tarball {
  /** Absolute path of the .tgz file. */
  readonly path: string;
  readonly manifest: PackageManifest;
  /** Size of the .tgz file in bytes. */
  readonly packedBytes: number;
  /** Total size of the files in it, in bytes. */
  readonly unpackedBytes: number;
  /** Paths in the package, sorted, such as `dist/index.js`. */
  readonly files: readonly string[];
  /** Paths of the files that everyone may execute. */
  readonly executables: readonly string[];
  /** Returns the text of a file in the package, or an empty string if there is no such file. */
  readText(file: string): string;
}

/** Finds the tarball of every public package, sorted by name. */
export async function findTarballs(): Promise<Tarball[]> {
  const tarballs: Tarball[] = [];
  for (const name of readdirSync(join(root, "packages")).sort()) {
    const folder = join(root, "packages", name);
    const manifestFile = join(folder, "package.json");
    if (!existsSync(manifestFile)) {
      continue;
    }
    const { version, private: isPrivate } = JSON.parse(readFileSync(manifestFile, "utf8")) as PackageManifest;
    if (isPrivate) {
      continue;
    }
    const path = join(folder, ".pack", `chaukas-${name}-${version}.tgz`);
    if (!existsSync(path)) {
      throw new ScriptError(`${name}: expected a tarball at ${path}, found none`, "run `npm run build`");
    }
    tarballs.push(await readTarball(path));
  }
  return tarballs;
}

/** Reads a .tgz file made by `pnpm pack`. */
export async function readTarball(path: string): Promise<Tarball> {
  const entries = await parseTarGzip(readFileSync(path));
  const files = entries.filter((entry) => entry.type === "file");
  const manifest = files.find((file) => file.name === "package/package.json");
  if (manifest === undefined) {
    throw new ScriptError(`${path}: expected a package.json, found none`, "run `npm run build`");
  }
  return {
    path,
    manifest: JSON.parse(manifest.text) as PackageManifest,
    packedBytes: statSync(path).size,
    unpackedBytes: files.reduce((sum, file) => sum + (file.size ?? 0), 0),
    files: files.map(pathInPackage).sort(),
    executables: files
      .filter(({ attrs }) => (Number.parseInt(attrs?.mode ?? "0", 8) & 0o111) === 0o111)
      .map(pathInPackage),
    readText: (file) => files.find(({ name }) => name === `package/${file}`)?.text ?? "",
  };
}

function pathInPackage({ name }: { readonly name: string }): string {
  return name.replace(/^package\//, "");
}

/** Returns the tarballs that a project with these dependencies needs, directly or through other tarballs. */
export function requiredTarballs(
  dependencies: PackageManifest["dependencies"],
  tarballs: readonly Tarball[],
): readonly Tarball[] {
  const withNames = (names: PackageManifest["dependencies"]) =>
    tarballs.filter(({ manifest }) => names?.[manifest.name] !== undefined);
  const found = new Set(withNames(dependencies));
  for (const { manifest } of found) {
    for (const other of withNames(manifest.dependencies)) {
      found.add(other);
    }
  }
  return [...found];
}
