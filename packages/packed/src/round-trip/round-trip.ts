// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import { startPackedServer } from "./packed-server.ts";

/** Protocols over which the events are sent. */
export type Protocol = "grpc" | "connect";

/** Counts of the captured events and their requests. */
export interface RoundTripCounts {
  readonly requests: number;
  readonly sent: number;
  readonly stored: number;
  readonly readBack: number;
}

const capture = join(root, "packages/testdata/sdk-capture");

/**
 * Starts the reference server of a packed project on an empty SQLite file. The client of that project sends the
 * captured requests over one protocol, reads the events back and compares them.
 */
export async function runRoundTrip(project: string, protocol: Protocol): Promise<RoundTripCounts> {
  const data = mkdtempSync(join(tmpdir(), "chaukas-round-trip-"));
  try {
    const server = await startPackedServer(project, join(data, "events.db"));
    const counts = await sendCaptured(project, server.url, protocol).finally(() => server.stop());
    if (counts.sent === 0 || counts.stored !== counts.sent || counts.readBack !== counts.sent) {
      throw new ScriptError(`expected all events to be stored and read back, got ${JSON.stringify(counts)}`);
    }
    return counts;
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function sendCaptured(project: string, baseUrl: string, protocol: Protocol): Promise<RoundTripCounts> {
  const bodies = readdirSync(capture)
    .filter((name) => name.endsWith(".bin"))
    .sort()
    .map((name) => join(capture, name));
  const args = ["client.ts", "--base-url", baseUrl, "--protocol", protocol, ...bodies];
  return JSON.parse(await run("node", args, { cwd: project })) as RoundTripCounts;
}
