// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { constants } from "node:os";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Hands `work` a new empty folder whose path begins with `prefix`, and removes it when the work ends,
 * however it ends: an interrupt from the keyboard counts.
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
