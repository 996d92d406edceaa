// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash, hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";

let bytes = Buffer.alloc(0);
let lines: string[] = [];

// Reads the file that it gets the path of. For every other message, hashes it line by line and as a whole, and answers
// with the seconds that each takes.
parentPort?.on("message", (path: string | undefined) => {
  if (path !== undefined) {
    bytes = readFileSync(path);
    lines = bytes.toString().trimEnd().split("\n");
    parentPort?.postMessage("ready");
    return;
  }
  const start = performance.now();
  for (const line of lines) {
    hash("sha256", line, "hex");
  }
  const middle = performance.now();
  createHash("sha256").update(bytes).digest();
  parentPort?.postMessage([(middle - start) / 1000, (performance.now() - middle) / 1000]);
});
