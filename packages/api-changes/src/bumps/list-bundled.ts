// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PublicPackage } from "@chaukas/tooling/public-packages";
import { root } from "@chaukas/tooling/root";
import type { PackageManifest } from "@chaukas/tooling/tarball";

/**
 * Lists the published packages whose code is in the bundles of a package: those that its sources import, and those that
 * these import. None if its build makes no bundle.
 */
export function listBundled(bundler: PublicPackage, packages: readonly PublicPackage[]): PublicPackage[] {
  const { scripts } = JSON.parse(readFileSync(join(root, bundler.folder, "package.json"), "utf8")) as PackageManifest;
  if (!/\/bundle(-page)?\.ts\b/.test(scripts?.["build"] ?? "")) {
    return [];
  }
  const found = new Set([bundler]);
  for (const { folder } of found) {
    const imported = listImported(join(root, folder, "src"));
    for (const item of packages.filter(({ name }) => imported.has(name))) {
      found.add(item);
    }
  }
  found.delete(bundler);
  return [...found];
}

/** Lists the packages of this scope whose names are in the sources of a folder, tests excluded. */
function listImported(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return new Set(
    files
      .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
      .flatMap((file) => readFileSync(join(folder, file), "utf8").match(/(?<=")@chaukas\/[\w-]+(?=["/])/g) ?? []),
  );
}
