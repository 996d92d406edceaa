// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { corpus } from "./cases/corpus.ts";
import { printIntegrity } from "./integrity/print-integrity.ts";
import { printVectors } from "./print/print-vectors.ts";
import { readDescriptors } from "./print/read-descriptors.ts";

// Generates vectors/ from the cases. Replaces the folder completely or not at all.
const target = join(import.meta.dirname, "../vectors");
const staging = mkdtempSync(join(dirname(target), ".generate-"));
try {
  const files = printVectors(corpus, readDescriptors());
  for (const [path, content] of [...files, ...(await printIntegrity(files))]) {
    const file = join(staging, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  rmSync(target, { recursive: true, force: true });
  renameSync(staging, target);
} finally {
  rmSync(staging, { recursive: true, force: true });
}
