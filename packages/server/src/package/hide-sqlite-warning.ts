// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Suppresses the warning of the current thread that Node's SQLite module is experimental, as it is in Node 22. Other
 * warnings are shown as usual.
 */
export function hideSqliteWarning(): void {
  const [show] = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning" || !warning.message.startsWith("SQLite")) {
      show?.(warning);
    }
  });
}
