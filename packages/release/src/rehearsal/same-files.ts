// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ScriptError } from "@chaukas/tooling/script-error";

/** Throws {@link ScriptError} unless other files have the same names and bytes as those in a folder. */
export function requireSameFiles(folder: string, pattern: string, others: readonly string[]): void {
  const names = globSync(pattern, { cwd: folder }).sort();
  const otherNames = others.map((path) => basename(path)).sort();
  if (names.join() !== otherNames.join()) {
    throw new ScriptError(`expected the files ${names.join(", ")}, got ${otherNames.join(", ")}`);
  }
  const differing = others.filter((path) => !readFileSync(path).equals(readFileSync(join(folder, basename(path)))));
  if (differing.length > 0) {
    throw new ScriptError(
      `expected the same bytes, got different ones in ${differing.map((path) => basename(path)).join(", ")}`,
      "unpack both and compare them with `diff -r`; look for paths, times and the order of files",
    );
  }
}
