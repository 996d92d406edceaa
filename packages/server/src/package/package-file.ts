// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { findPackageJSON } from "node:module";
import { pathToFileURL } from "node:url";

/** Returns the URL of a file of this package, by its path in the package, wherever the bundle of the caller is. */
export function packageFile(path: string): URL {
  const manifest = findPackageJSON(import.meta.url);
  if (manifest === undefined) {
    throw new Error(`${import.meta.url}: expected a file of a package, found no package.json above it`);
  }
  return new URL(path, pathToFileURL(manifest));
}
