#!/usr/bin/env node
// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 16)) {
  console.error(`error: expected Node 22.16 or newer, got ${process.versions.node}`);
  console.error("  what to do: install a newer one from https://nodejs.org");
  process.exit(2);
}
hideSqliteWarning();
// Only now, since older versions of Node lack the modules that it needs.
const { runCli } = await import("./run-cli.js");
process.exitCode = await runCli(process.argv);

/** Keeps Node from saying that its SQLite is experimental. Other warnings are shown as before. */
function hideSqliteWarning(): void {
  const [show] = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning" || !warning.message.startsWith("SQLite")) {
      show?.(warning);
    }
  });
}
