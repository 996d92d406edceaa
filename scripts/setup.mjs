// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fail, setUp } from "./lib/set-up.mjs";

const usage = `usage: node scripts/setup.mjs [--force] [--help]

Installs the dependencies that pnpm-lock.yaml pins, unless they are already installed.
  --force  install even if nothing has changed`;

const unknown = process.argv.slice(2).find((argument) => argument !== "--force" && argument !== "--help");
if (unknown !== undefined) {
  fail(`unknown argument ${unknown}`, "see `node scripts/setup.mjs --help`");
} else if (process.argv.includes("--help")) {
  console.log(usage);
} else {
  setUp({ force: process.argv.includes("--force") });
}
