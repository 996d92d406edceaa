// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync } from "node:fs";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import { readTarball, type Tarball } from "@chaukas/tooling/tarball";

/** Folder into which the build puts the tarballs. */
export const distFolder: string = join(root, "dist");

/** Reads the tarballs of a build, sorted by name. Throws {@link ScriptError} if there are none. */
export async function readDist(folder: string = distFolder): Promise<Tarball[]> {
  const names = globSync("*.tgz", { cwd: folder }).sort();
  if (names.length === 0) {
    throw new ScriptError(`${folder}: expected tarballs, found none`, "npm run build");
  }
  return Promise.all(names.map((name) => readTarball(join(folder, name))));
}
