// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Tarball } from "@chaukas/tooling/tarball";

/**
 * Lists the specifiers of every JavaScript module that a package exports for all runtimes, with patterns such as
 * `./gen/*.js` filled in from the files of the tarball. What is for Node alone, and may need an optional peer, is
 * exported as `./node`.
 */
export function listExportedModules({ manifest, files }: Tarball): string[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) => {
    const file = typeof target === "string" ? target : (target as { default?: string }).default;
    if (!file?.endsWith(".js") || subpath === "./node") {
      return [];
    }
    const specifier = `${manifest.name}${subpath.slice(1)}`;
    return fillIn(file.slice(2), files).map((part) => specifier.replace("*", part));
  });
}

/** What `*` stands for in a pattern, once for each file that fits. A path without it fits itself. */
function fillIn(pattern: string, files: readonly string[]): string[] {
  const [prefix = "", suffix] = pattern.split("*");
  if (suffix === undefined) {
    return [pattern];
  }
  return files
    .filter((file) => file.startsWith(prefix) && file.endsWith(suffix))
    .map((file) => file.slice(prefix.length, file.length - suffix.length));
}
