// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./root.ts";
import { run } from "./run.ts";
import { ScriptError } from "./script-error.ts";

/** Protocols over which the events are sent. */
export type Protocol = "grpc" | "connect";

/** What became of the captured events. */
export interface RoundTripCounts {
  readonly requests: number;
  readonly sent: number;
  readonly stored: number;
  readonly readBack: number;
}

const capture = join(root, "packages/testdata/sdk-capture");

/**
 * Starts the server of a packed project on an empty SQLite file and has the client of that project send
 * the captured requests over one protocol, read the events back and compare them.
 */
export async function runRoundTrip(project: string, protocol: Protocol): Promise<RoundTripCounts> {
  const data = mkdtempSync(join(tmpdir(), "chaukas-round-trip-"));
  const server = spawn("node", ["server.ts", join(data, "events.db")], {
    cwd: project,
    stdio: ["pipe", "pipe", "pipe"],
  });
  try {
    const ports = await readPorts(server);
    const bodies = readdirSync(capture)
      .filter((name) => name.endsWith(".bin"))
      .sort()
      .map((name) => join(capture, name));
    const args = ["client.ts", "--base-url", `http://127.0.0.1:${ports[protocol]}`, "--protocol", protocol, ...bodies];
    const counts = JSON.parse(await run("node", args, { cwd: project })) as RoundTripCounts;
    if (counts.sent === 0 || counts.stored !== counts.sent || counts.readBack !== counts.sent) {
      throw new ScriptError(`expected as many events stored and read back as sent, got ${JSON.stringify(counts)}`);
    }
    return counts;
  } finally {
    server.kill();
    rmSync(data, { recursive: true, force: true });
  }
}

function readPorts(server: ReturnType<typeof spawn>): Promise<Record<Protocol, number>> {
  return new Promise((resolve, reject) => {
    let output = "";
    let errors = "";
    server.stderr?.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    server.stdout?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.includes("\n")) {
        resolve(JSON.parse(output) as Record<Protocol, number>);
      }
    });
    server.once("error", reject);
    server.once("exit", (code) => reject(new ScriptError(`the server exited with ${code}:\n${errors}`)));
  });
}
