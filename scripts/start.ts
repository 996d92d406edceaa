// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";

// Builds what is missing, then runs the reference server in this process, so that arguments, signals and exit code are
// those of its command.
const build = ["run", "build", "--filter=@chaukas/server", "--output-logs=errors-only"];
// The build writes to stderr, because the server prints its address to stdout.
const { status } = spawnSync("turbo", build, { cwd: root, stdio: ["inherit", process.stderr, process.stderr] });
if (status === 0) {
  await import(join(root, "packages/server/dist/cli/main.js"));
} else {
  console.error("\nerror: the server does not compile\n  what to do: fix the file named in the message above");
  process.exitCode = 1;
}
