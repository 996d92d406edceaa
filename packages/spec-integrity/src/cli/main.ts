#!/usr/bin/env node
// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`error: expected Node 20.19 or newer, got ${process.versions.node}`);
  console.error("  what to do: install a newer version from https://nodejs.org");
  process.exit(2);
}
// Imported only after the check, since older versions of Node may lack what it needs.
const { runVerify } = await import("./run-verify.js");
process.exitCode = await runVerify(process.argv.slice(2));
