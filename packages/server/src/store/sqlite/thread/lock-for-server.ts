// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";

/**
 * Takes the right to be the only server on a database, or returns undefined when another has it. The lock is one on a
 * second file, `<file>-lock`, which the operating system lifts when the process ends in whatever way. Programs that
 * only read, or manage keys, do not ask for it.
 */
export function lockForServer(file: string): { release(): void } | undefined {
  const lock = new DatabaseSync(`${file}-lock`, { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === 5) {
      return undefined;
    }
    throw error;
  }
  return { release: () => lock.close() };
}
