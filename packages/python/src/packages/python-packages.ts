// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { root } from "@chaukas/tooling/root";

/** A package for PyPI. */
export interface PythonPackage {
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
}

/** Lists the packages for PyPI, sorted by name. */
export function listPythonPackages(repository: string = root): PythonPackage[] {
  return globSync("packages/python/*/pyproject.toml", { cwd: repository })
    .map((path) => join(repository, dirname(path)))
    .sort()
    .map((folder) => ({ name: basename(folder), folder }));
}
