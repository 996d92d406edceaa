// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { join } from "node:path";
import { createChaukas } from "@chaukas/sdk";
import type { EventServer } from "./serve-events.ts";

/** What became of the events of programs that were killed. */
export interface KillReport {
  /** Number of events that were taken. */
  readonly taken: number;
  /** Ids of events that were taken and are not stored. */
  readonly lost: readonly string[];
  /** Ids of events that are stored twice. */
  readonly twice: readonly string[];
}

/**
 * Runs a program that emits events with a spool, and kills it with SIGKILL after a random time. After the last run, one
 * more process sends what is left. The server is away for every third run.
 */
export async function killEmitters(
  server: EventServer,
  spool: string,
  count: number,
  random: () => number,
  onRun: (run: number) => void = () => {},
): Promise<KillReport> {
  const taken: string[] = [];
  for (let run = 0; run < count; run++) {
    server.fault = run % 3 === 2 ? "down" : run % 3 === 1 ? "lose-response" : "none";
    taken.push(...(await killAfter(20 + random() * 300, run, server.url, spool)));
    onRun(run);
  }
  server.fault = "none";
  const chaukas = createChaukas({ baseUrl: server.url, tenantId: "acme", spool, flushAtExit: false });
  for (let attempt = 0; attempt < 3 && !(await chaukas.flush(60_000)); attempt++) {}
  await chaukas.close();
  const stored = (await server.events()).map(({ eventId }) => eventId);
  const found = new Set(stored);
  return {
    taken: taken.length,
    lost: taken.filter((id) => !found.has(id)),
    twice: stored.filter((id, index) => stored.indexOf(id) !== index),
  };
}

function killAfter(ms: number, run: number, baseUrl: string, spool: string): Promise<string[]> {
  return new Promise((resolve) => {
    const program = join(import.meta.dirname, "programs/emit-for-ever.ts");
    const env = { ...process.env, CHAUKAS_BASE_URL: baseUrl, CHAUKAS_SPOOL: spool };
    const child = spawn(process.execPath, [program, String(run)], { env, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    let isKilling = false;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      // From the first event on, so that the kill hits the work and not the start.
      if (!isKilling) {
        isKilling = true;
        setTimeout(() => child.kill("SIGKILL"), ms);
      }
    });
    child.on("close", () => resolve(output.split("\n").slice(0, -1)));
  });
}
