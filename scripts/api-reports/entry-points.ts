// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync } from "node:fs";
import { join } from "node:path";
import type { PackageManifest } from "../lib/tarball.ts";

/** A specifier that a package exports. */
export interface EntryPoint {
  readonly specifier: string;
  /** Absolute path of its declarations, or undefined when it is no module: a schema, a proto, a set of vectors. */
  readonly declarations: string | undefined;
}

/** Lists what a compiled package exports, with the patterns of modules filled in, by specifier. */
export function listEntryPoints(folder: string, { name, exports = {} }: PackageManifest): EntryPoint[] {
  return Object.entries(exports)
    .flatMap(([subpath, target]): EntryPoint[] => {
      const specifier = `${name}${subpath.slice(1)}`;
      const types = typeof target === "object" && target !== null ? (target as { types?: string }).types : undefined;
      if (types === undefined) {
        return [{ specifier, declarations: undefined }];
      }
      const [prefix = "", suffix = ""] = types.slice(2).split("*");
      // Unlike the star of a glob, that of a pattern stands for folders too.
      const files = types.includes("*") ? globSync(`${prefix}**/*${suffix}`, { cwd: folder }) : [types];
      return files.map((file) => ({
        specifier: specifier.replace("*", file.slice(prefix.length, file.length - suffix.length)),
        declarations: join(folder, file),
      }));
    })
    .sort((a, b) => (a.specifier < b.specifier ? -1 : 1));
}
