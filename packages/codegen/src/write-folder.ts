// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { replaceFolder } from "./replace-folder.ts";

/** Makes a folder hold just the given files, by relative path. It is replaced whole or not at all. */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(dirname(folder), { recursive: true });
  const staging = mkdtempSync(join(dirname(folder), ".generate-"));
  try {
    for (const [path, content] of files) {
      const file = join(staging, "fresh", path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    replaceFolder(join(staging, "fresh"), folder, join(staging, "previous"));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
