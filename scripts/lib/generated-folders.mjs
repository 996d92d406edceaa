// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Folders that hold generated code and nothing else, as paths relative to `root`. Not all need exist.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function generatedFolders(root) {
  const packages = readdirSync(join(root, "packages")).sort();
  return [
    "proto/buf",
    "openapi/chaukas",
    "packages/spec-vectors/vectors",
    ...packages.flatMap((name) => [`packages/${name}/src/gen`, `packages/${name}/schemas`]),
  ];
}
