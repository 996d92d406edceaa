// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { corpus } from "./lib/corpus.ts";
import { printVectors } from "./lib/print-vectors.ts";
import { readDescriptors } from "./lib/read-descriptors.ts";

// Writes vectors/ from the cases. The folder is replaced whole or not at all.
const target = join(import.meta.dirname, "../vectors");
const staging = mkdtempSync(join(dirname(target), ".generate-"));
try {
  for (const [path, content] of printVectors(corpus, readDescriptors())) {
    const file = join(staging, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  rmSync(target, { recursive: true, force: true });
  renameSync(staging, target);
} finally {
  rmSync(staging, { recursive: true, force: true });
}
