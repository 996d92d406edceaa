// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Keeps Node from saying that its SQLite is experimental. Other warnings are shown as before. */
export function hideSqliteWarning(): void {
  const [show] = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning" || !warning.message.startsWith("SQLite")) {
      show?.(warning);
    }
  });
}
