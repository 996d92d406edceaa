// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { expectSame } from "./hosts/steps.js";

// The command and npx must use the Node that runs this program. The server must not pick up settings from this shell.
const others = Object.entries(process.env).filter(([name]) => !name.startsWith("CHAUKAS_"));
const env = { ...Object.fromEntries(others), PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) };
const folder = mkdtempSync(join(import.meta.dirname, "store-"));

/** Starts the server with its command, on a free port and an empty store. */
export async function serve() {
  // npx does not forward signals, so it is used only to check that the command is found.
  const { stdout: version } = await promisify(execFile)("npx", ["chaukas-server", "--version"], { env });
  const args = ["--port", "0", "--store", join(folder, "events.db"), "--log-level", "warn"];
  const child = spawn(join(import.meta.dirname, "node_modules/.bin/chaukas-server"), args, { env });
  const closed = new Promise((resolve) => child.once("close", resolve));
  process.once("exit", () => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  let [stdout, stderr] = ["", ""];
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  const url = await new Promise((resolve, reject) => {
    child.stdout.on("data", (data) => {
      stdout += data;
      const [, found] = /^listening on (\S+)\n/m.exec(stdout) ?? [];
      if (found !== undefined) {
        resolve(found);
      }
    });
    void closed.then((code) => reject(new Error(`the server exited with ${code}: ${stderr}`)));
  });
  return {
    url,
    /** Stops the server, which must exit with code 0 on SIGTERM. */
    async stop() {
      child.kill("SIGTERM");
      expectSame(`exit code (${stderr.trim()})`, await closed, 0);
      return `version ${version.trim()}`;
    },
  };
}
