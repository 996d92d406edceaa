// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { type BenchOptions, type BenchResult, formatRange, printTable, quantile } from "@chaukas/tooling/run-benches";
import { mainScript } from "../test/served/server-process.ts";
import { readUsage } from "./lib/process-usage.ts";

const maxRatio = 3;
const maxIdleMiB = 130;

/** Time after the first answer until the memory is read: long enough for what a program does in the background. */
const idleMs = 1_000;

const helloWorld = `
  const server = require("node:http").createServer((_, response) => response.end("hello"));
  server.listen(0, "127.0.0.1", () => console.log("listening on http://127.0.0.1:" + server.address().port));`;

interface StartCommand {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

interface Start {
  /** From the start of the process until its first answer is complete. */
  readonly answeredMs: number;
  readonly cpuMs: number;
  /** Resident memory of the idle process. NaN where the system does not report it. */
  readonly idleMiB: number;
}

/** Compares how long the server takes from its start to its first answer with the smallest HTTP server on Node. */
export async function benchStart({ rounds }: BenchOptions): Promise<BenchResult> {
  console.log("\nstart to the first answer");
  const folder = mkdtempSync(join(tmpdir(), "chaukas-bench-"));
  // The name of a run decides on its store and on its cache of compiled code.
  const serve = (name: string): StartCommand => ({
    args: [mainScript, "--port", "0", "--store", join(folder, `${name}.db`)],
    env: { XDG_CACHE_HOME: join(folder, name) },
  });
  const commands: Readonly<Record<string, (round: number) => StartCommand>> = {
    "hello world on node:http": () => ({ args: ["-e", helloWorld], env: {} }),
    "server, first start": (round) => serve(`first-${round}`),
    "server, later starts": () => serve("later"),
  };
  const starts = new Map<string, Start[]>(Object.keys(commands).map((name) => [name, []]));
  try {
    // The first round is a warm-up.
    for (let round = 0; round <= rounds; round++) {
      for (const [name, command] of Object.entries(commands)) {
        const start = await measureStart(command(round));
        if (round > 0) {
          starts.get(name)?.push(start);
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return report(starts);
}

async function measureStart({ args, env }: StartCommand): Promise<Start> {
  // Without the cache of compiled code that the scripts of this repository use, since users have none.
  const { NODE_COMPILE_CACHE: _, ...others } = process.env;
  const begin = performance.now();
  const child = spawn(process.execPath, args, { env: { ...others, ...env }, stdio: ["ignore", "pipe", "ignore"] });
  const url = await readUrl(child);
  await (await fetch(`${url}/healthz`)).arrayBuffer();
  const answeredMs = performance.now() - begin;
  await wait(idleMs);
  const pid = child.pid as number;
  const start = { answeredMs, cpuMs: readUsage([pid]).get(pid)?.cpuMs ?? Number.NaN, idleMiB: readResidentMiB(pid) };
  child.kill();
  await once(child, "close");
  return start;
}

async function readUrl(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout as NonNullable<ChildProcess["stdout"]> })) {
    const [, url] = /^listening on (\S+)$/.exec(line) ?? [];
    if (url !== undefined) {
      return url;
    }
  }
  throw new Error(`${child.spawnargs.join(" ")}: expected to listen, but it ended`);
}

function readResidentMiB(pid: number): number {
  if (process.platform !== "linux") {
    return Number.NaN;
  }
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kib) / 1024;
}

function report(starts: ReadonlyMap<string, readonly Start[]>): BenchResult {
  const [[, hello]] = [...starts] as [[string, readonly Start[]]];
  const missed: string[] = [];
  const rows = [...starts].map(([name, measured]) => {
    const ratios = measured.map(({ answeredMs }, round) => answeredMs / (hello[round]?.answeredMs ?? Number.NaN));
    const idleMiB = quantile(measured.map((start) => start.idleMiB));
    if (quantile(ratios) > maxRatio) {
      missed.push(`start, ${name}: ${quantile(ratios).toFixed(1)} times the time of hello world, bar ${maxRatio}`);
    }
    if (idleMiB > maxIdleMiB) {
      missed.push(`start, ${name}: ${idleMiB.toFixed(0)} MiB when idle, bar ${maxIdleMiB}`);
    }
    const cpu = quantile(measured.map(({ cpuMs }) => cpuMs)) / quantile(hello.map(({ cpuMs }) => cpuMs));
    return [name, formatRange(ratios), cpu.toFixed(1), idleMiB.toFixed(0)];
  });
  const header = [
    "start to the first answer",
    "time, relative to hello world",
    "CPU, relative to hello world",
    "MiB when idle",
  ];
  return { missed, tables: { start: printTable({ header, rows }) } };
}
