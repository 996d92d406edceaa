// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Finds log lines about what must never happen: errors that are not the store's, or that end the server. */
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
