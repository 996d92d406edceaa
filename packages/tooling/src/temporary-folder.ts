// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { constants } from "node:os";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `work` with a new empty folder whose path begins with `prefix`. Removes the folder when the work ends or fails,
 * and when SIGINT, SIGTERM or SIGHUP stops the process.
 */
export async function withTemporaryFolder<T>(prefix: string, work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(prefix);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const stop = (signal: (typeof signals)[number]) => process.exit(128 + constants.signals[signal]);
  process.once("exit", remove);
  for (const signal of signals) {
    process.once(signal, stop);
  }
  try {
    return await work(folder);
  } finally {
    remove();
    process.off("exit", remove);
    for (const signal of signals) {
      process.off(signal, stop);
    }
  }
}
