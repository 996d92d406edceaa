// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Tarball } from "@chaukas/tooling/tarball";

/**
 * Lists the specifiers of all JavaScript modules that a package exports for every runtime. Patterns such as
 * `./gen/*.js` are expanded to the files of the tarball. The subpath `./node` is left out: its modules are for Node
 * only, and may need an optional peer.
 */
export function listExportedModules({ manifest, files }: Tarball): string[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) => {
    const file = typeof target === "string" ? target : (target as { default?: string }).default;
    if (!file?.endsWith(".js") || subpath === "./node") {
      return [];
    }
    const specifier = `${manifest.name}${subpath.slice(1)}`;
    return expandPattern(file.slice(2), files).map((part) => specifier.replace("*", part));
  });
}

/** Returns what `*` in a pattern stands for, once for each file that matches. A path without `*` matches itself. */
function expandPattern(pattern: string, files: readonly string[]): string[] {
  const [prefix = "", suffix] = pattern.split("*");
  if (suffix === undefined) {
    return [pattern];
  }
  return files
    .filter((file) => file.startsWith(prefix) && file.endsWith(suffix))
    .map((file) => file.slice(prefix.length, file.length - suffix.length));
}
