// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Returns the folders that contain only generated code, as paths relative to `root`. Some may not exist.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function generatedFolders(root) {
  const packages = foldersIn(join(root, "packages"));
  return [
    "proto/buf",
    "openapi/chaukas",
    "packages/spec-vectors/vectors",
    ...packages.flatMap((name) => [
      `packages/${name}/src/gen`,
      ...foldersIn(join(root, "packages", name, "src"), "gen").map((folder) => `packages/${name}/src/${folder}/gen`),
      `packages/${name}/schemas`,
    ]),
    ...Object.values(foreignFolders()).flat(),
  ];
}

/**
 * Returns the folders of {@link generatedFolders} whose code only a machine with another program can generate, by that
 * program.
 *
 * @returns {Record<string, string[]>}
 */
export function foreignFolders() {
  const python = ["client", "common", "server"].map((side) => `packages/python/chaukas-spec-${side}/gen`);
  return { go: ["chaukas/spec"], python3: python };
}

/**
 * Returns the names of the folders in `folder`, except `except`.
 *
 * @param {string} folder
 * @param {string} [except]
 * @returns {string[]}
 */
function foldersIn(folder, except) {
  if (!existsSync(folder)) {
    return [];
  }
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== except)
    .map(({ name }) => name)
    .sort();
}
