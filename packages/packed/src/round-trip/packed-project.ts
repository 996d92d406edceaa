// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { cacheDir } from "@chaukas/tooling/cache-dir";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import type { PackageManifest, Tarball } from "@chaukas/tooling/tarball";
import { requiredTarballs } from "@chaukas/tooling/tarball";

const source = join(root, "packages/round-trip");

/**
 * Installs tarballs into an empty project outside the workspace, as a user would with npm, and copies the
 * programs of packages/round-trip beside them. Returns the folder.
 *
 * A project whose tarballs and dependencies have not changed is reused. A new project is put into place only after its
 * installation has succeeded. Creating one removes those that have not been used for an hour.
 */
export async function preparePackedProject(tarballs: readonly Tarball[]): Promise<string> {
  const manifest = JSON.stringify(projectManifest(tarballs), null, 2);
  const hash = createHash("sha256").update(manifest);
  for (const tarball of tarballs) {
    hash.update(readFileSync(tarball.path));
  }
  const parent = join(cacheDir(), "round-trip");
  const folder = join(parent, hash.digest("hex").slice(0, 16));
  if (!existsSync(folder)) {
    removeUnused(parent);
    const staging = `${folder}.${process.pid}`;
    mkdirSync(join(staging, "tarballs"), { recursive: true });
    writeFileSync(join(staging, "package.json"), manifest);
    for (const tarball of tarballs) {
      cpSync(tarball.path, join(staging, "tarballs", basename(tarball.path)));
    }
    await run("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"], {
      cwd: staging,
      remedy: "check that the npm registry can be reached, then run the command again",
    });
    if (!existsSync(folder)) {
      renameSync(staging, folder);
    }
  }
  const now = new Date();
  utimesSync(folder, now, now);
  for (const file of readdirSync(join(source, "src")).filter((name) => !name.endsWith(".test.ts"))) {
    cpSync(join(source, "src", file), join(folder, file));
  }
  return folder;
}

/** Removes old projects. A recent one may be in use by another working copy, which has different packages. */
function removeUnused(parent: string): void {
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    const path = join(parent, name);
    if (statSync(path).mtimeMs < Date.now() - 3_600_000) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

/** Returns a manifest with the dependencies of packages/round-trip, workspace packages replaced by their tarballs. */
function projectManifest(tarballs: readonly Tarball[]) {
  const { dependencies } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as PackageManifest;
  const packed = requiredTarballs(dependencies, tarballs).map(({ manifest, path }) => [
    manifest.name,
    `file:tarballs/${basename(path)}`,
  ]);
  return {
    name: "packed-project",
    private: true,
    type: "module",
    dependencies: { ...dependencies, ...Object.fromEntries(packed) },
  };
}
