// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { describe, expect, test } from "vitest";

const env = { ...process.env, CHAUKAS_SKIP_SETUP: "1" };
const launcher = join(root, "scripts/run.mjs");
const pinned = join(root, "node_modules/.bin/node");

describe.each([
  ["is replaced by", []],
  // As on Windows, and on a Node without execve.
  ["starts", ["--import", "data:text/javascript,delete process.execve"]],
])("a launcher that %s the command", (_, options) => {
  const args = (...command: string[]) => [...options, launcher, ...command];
  const start = (program: string) => {
    const child = spawn(pinned, args("node", "-e", program), { env, stdio: ["ignore", "pipe", "inherit"] });
    return { child, exit: once(child, "exit"), ready: once(child.stdout, "data") };
  };

  test("passes on arguments, output and exit code", async () => {
    const program = "console.log(JSON.stringify(process.argv.slice(1))); console.error('err'); process.exitCode = 7";
    expect(await capture(pinned, args("node", "-e", program, "--", "--flag", "two words"), { env })).toMatchObject({
      code: 7,
      stdout: '["--flag","two words"]\n',
      stderr: "err\n",
    });
  });

  test("runs on the Node that the lockfile pins, with the installed programs on the path", async () => {
    const { stdout } = await capture(pinned, args("node", "-p", "process.version"), { env: { ...env, PATH: "" } });
    const { stdout: expected } = await capture(pinned, ["-p", "process.version"]);
    expect(stdout).toBe(expected);
  });

  test.each(["SIGTERM", "SIGINT"] as const)("passes on %s, and waits for the command to exit", async (signal) => {
    const program = `process.on("${signal}", () => setTimeout(() => process.exit(5), 100)); setInterval(() => {}, 1000)`;
    const { child, exit, ready } = start(`${program}; console.log("ready")`);
    await ready;
    child.kill(signal);
    expect(await exit).toEqual([5, null]);
  });

  test("is terminated by the signal that terminated the command", async () => {
    const { exit } = start('process.kill(process.pid, "SIGKILL")');
    expect(await exit).toEqual([null, "SIGKILL"]);
  });

  test("names a missing program", async () => {
    expect(await capture(pinned, args("no-such-program"), { env })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("error: no-such-program cannot be started:"),
    });
  });
});

test("refuses to run without a command", async () => {
  expect(await capture(pinned, [launcher], { env })).toMatchObject({
    code: 1,
    stderr: "\nerror: expected a command, got none\n  what to do: see `node scripts/run.mjs --help`\n",
  });
});
