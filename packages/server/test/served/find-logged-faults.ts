// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Finds log lines that must never appear: fatal and other errors, except `unavailable` ones while the store is down. */
export function findLoggedFaults(log: readonly string[], isStoreDown = false): string[] {
  return log.filter((line) => {
    const entry = parse(line);
    if (entry === undefined || entry.level === "fatal") {
      return true;
    }
    return entry.level === "error" && !(isStoreDown && entry.err?.code === "unavailable");
  });
}

function parse(line: string): { level?: string; err?: { code?: unknown } } | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
