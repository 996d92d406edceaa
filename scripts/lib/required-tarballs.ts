// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { PackageManifest, Tarball } from "./tarball.ts";

/** The tarballs that a project with these dependencies needs, directly or through other tarballs. */
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
