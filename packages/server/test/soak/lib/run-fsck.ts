// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { mainScript } from "./server-process.ts";

/** Checks a store by the server's own `fsck`: hashes, chain and tree of every log, and every index and sum. */
export function runFsck(store: string): Promise<string[]> {
  return new Promise((resolve) => {
    const args = [mainScript, "fsck", "--json", "--store", store];
    execFile(process.execPath, args, { maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      resolve(error === null ? [] : [`fsck: ended with ${error.code}: ${stdout}${stderr}`]);
    });
  });
}
