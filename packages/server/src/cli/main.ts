#!/usr/bin/env node
// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import module from "node:module";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { hideSqliteWarning } from "../package/hide-sqlite-warning.js";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 16)) {
  console.error(`error: expected Node 22.16 or newer, got ${process.versions.node}`);
  console.error("  what to do: install a newer version from https://nodejs.org");
  process.exit(2);
}
hideSqliteWarning();
cacheCompiledCode();
// Imported after the check, since older versions of Node lack modules that it needs.
const { runCli } = await import("./run-cli.js");
process.exitCode = await runCli(process.argv);

/**
 * Keeps the compiled code of the program for its next start, in the cache folder of the user. Node's default is a folder
 * with a known name among the temporary files, which another user could fill with code. Where the folder cannot be
 * written, every start compiles.
 */
function cacheCompiledCode(): void {
  const { XDG_CACHE_HOME } = process.env;
  try {
    const folder = XDG_CACHE_HOME || join(homedir(), ".cache");
    if (isAbsolute(folder)) {
      module.enableCompileCache(join(folder, "chaukas-server"));
    }
  } catch {
    // The user has no home, as is common in containers.
  }
}
