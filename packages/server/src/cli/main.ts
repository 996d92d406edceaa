#!/usr/bin/env node
// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { hideSqliteWarning } from "../package/hide-sqlite-warning.js";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 16)) {
  console.error(`error: expected Node 22.16 or newer, got ${process.versions.node}`);
  console.error("  what to do: install a newer version from https://nodejs.org");
  process.exit(2);
}
hideSqliteWarning();
// Imported after the check, since older versions of Node lack modules that it needs.
const { runCli } = await import("./run-cli.js");
process.exitCode = await runCli(process.argv);
