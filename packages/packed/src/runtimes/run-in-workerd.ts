// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { ScriptError } from "@chaukas/tooling/script-error";
import { build } from "esbuild";
import type { Consumer } from "./consumer.ts";
import { type ProgramReport, parseReport } from "./program-report.ts";

const timeoutMs = 300_000;

/** Bundles the program of a consumer as users of workerd do, and runs it in workerd. */
export async function runInWorkerd({ folder }: Consumer, workerd: string): Promise<ProgramReport> {
  await build({
    absWorkingDir: folder,
    entryPoints: ["hosts/workerd.js"],
    outfile: "hosts/worker.js",
    bundle: true,
    format: "esm",
    platform: "neutral",
    conditions: ["workerd", "worker", "browser", "import"],
    logLevel: "silent",
  });
  // workerd picks two free ports and reports them on file descriptor 3.
  const child = spawn(workerd, ["serve", join(folder, "hosts/workerd.capnp"), "--control-fd=3"], {
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const stop = () => child.kill("SIGKILL");
  process.prependOnceListener("exit", stop);
  try {
    const ports = await readPorts(child);
    const server = `http://127.0.0.1:${ports.get("server")}`;
    const response = await fetch(`http://127.0.0.1:${ports.get("client")}/?server=${encodeURIComponent(server)}`, {
      signal: AbortSignal.timeout(timeoutMs),
    });
    return parseReport(await response.text());
  } finally {
    process.off("exit", stop);
    await end(child);
  }
}

/** Waits until workerd reports the ports of the client and the server. */
async function readPorts(child: ChildProcess): Promise<Map<string, number>> {
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const ports = new Map<string, number>();
  const failed = once(child, "exit").then(([code]) => {
    throw new ScriptError(`workerd exited with ${code}:\n${errors.trim()}`);
  });
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stdio[3] as Readable })) {
      const { socket, port } = JSON.parse(line) as { socket: string; port: number };
      if (ports.set(socket, port).size === 2) {
        return ports;
      }
    }
    return failed;
  })();
  return Promise.race([listening, failed]);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, "exit");
    child.kill("SIGKILL");
    await exit;
  }
}
