// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";
import type { PackageManifest } from "./tarball.ts";

/** A published package of the workspace. */
export interface PublicPackage {
  readonly name: string;
  readonly version: string;
  /** Path relative to the root of the repository. */
  readonly folder: string;
}

/** Lists the published packages, sorted by folder. */
export function listPublicPackages(repository: string = root): PublicPackage[] {
  return readdirSync(join(repository, "packages"))
    .sort()
    .map((name) => `packages/${name}`)
    .filter((folder) => existsSync(join(repository, folder, "package.json")))
    .map((folder) => ({ folder, manifest: readManifest(join(repository, folder)) }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest: { name, version } }) => ({ name, version, folder }));
}

/** Returns whether a package is part of the spec, whose packages share one version. */
export function isSpecPackage(name: string): boolean {
  return name.startsWith("@chaukas/spec-");
}

function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageManifest;
}
