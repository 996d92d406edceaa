// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Runs a command of package.json. Plain JavaScript without dependencies, because it starts on any installed Node.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fail, root, setUp } from "./lib/set-up.mjs";

const usage = `usage: node scripts/run.mjs COMMAND [ARGUMENT…]

Installs the dependencies that pnpm-lock.yaml pins, unless they are already installed, then runs a script of this
repository (a path that ends in .ts) or an installed program on the Node that the lockfile pins.
Passes on arguments and signals, and exits as the command does.

  CHAUKAS_SKIP_SETUP=1  skip the installation`;

const [command, ...rest] = process.argv.slice(2);
if (command === undefined) {
  fail("expected a command, got none", "see `node scripts/run.mjs --help`");
} else if (command === "--help") {
  console.log(usage);
} else {
  if (!process.env["CHAUKAS_SKIP_SETUP"]) {
    setUp();
  }
  run(command.endsWith(".ts") ? "node" : command, command.endsWith(".ts") ? [command, ...rest] : rest);
}

/**
 * Replaces this process with the program where the system and this Node support that. Otherwise starts the program and
 * exits as it does.
 *
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args) {
  const isWindows = process.platform === "win32";
  const variable = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  const folders = [join(root, "node_modules/.bin"), ...(process.env[variable] ?? "").split(delimiter)];
  // Commands start many short processes, which need not compile the same code again.
  const cache = process.env["NODE_COMPILE_CACHE"] ?? join(root, "node_modules/.cache/node");
  const env = { ...process.env, [variable]: folders.join(delimiter), NODE_COMPILE_CACHE: cache };
  const file = folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
  if (process.execve !== undefined && !isWindows && file !== undefined) {
    process.execve(file, [program, ...args], env);
  }
  const quoted = isWindows
    ? args.map((argument) => (/[\s"]/.test(argument) ? JSON.stringify(argument) : argument))
    : args;
  const child = spawn(program, quoted, { env, stdio: "inherit", shell: isWindows });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      // A terminal sends the interrupt to the child as well, and a second one would cut its shutdown short.
      if (signal !== "SIGINT" || !process.stdin.isTTY) {
        child.kill(signal);
      }
    });
  }
  child.once("error", (error) =>
    fail(`${program} cannot be started: ${error.message}`, "run `node scripts/setup.mjs --force`"),
  );
  child.once("close", (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 1;
    } else {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
  });
}
