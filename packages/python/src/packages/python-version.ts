// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";

/**
 * Returns the version that the Python packages have for one of the npm packages, as PEP 440 writes it: `1.2.0rc3` for
 * `1.2.0-next.3`. hatch_build.py of each package does the same. Throws {@link ScriptError} for any other prerelease.
 */
export function toPythonVersion(version: string): string {
  const { core, number } = /^(?<core>\d+\.\d+\.\d+)(?:-next\.(?<number>\d+))?$/.exec(version)?.groups ?? {};
  if (core === undefined) {
    throw new ScriptError(`version: expected X.Y.Z or X.Y.Z-next.N, got ${JSON.stringify(version)}`);
  }
  return number === undefined ? core : `${core}rc${number}`;
}
