// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LogStore } from "./build-log-store.ts";
import type { Found } from "./quick-check.ts";

const server = fileURLToPath(new URL("../../../dist/cli/main.js", import.meta.url));
const verifier = fileURLToPath(new URL("./cli/main.js", import.meta.resolve("@chaukas/spec-integrity")));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Looks for alterations with the actual commands, over the whole store. */
export async function runCommands(log: LogStore, folder: string, by: Found["by"]): Promise<Found | undefined> {
  return by === "fsck" ? runFsck(log) : runVerify(log, folder);
}

async function runFsck({ file, key }: LogStore): Promise<Found | undefined> {
  const { code, output } = await run(server, ["fsck", file, "--key", key, "--json"]);
  if (code === 0) {
    return undefined;
  }
  const { first } = JSON.parse(output) as { first: { table: string; sequence?: number }[] };
  return { by: "fsck", table: first[0]?.table ?? "", sequence: first[0]?.sequence };
}

async function runVerify(log: LogStore, folder: string): Promise<Found | undefined> {
  const [exported, kept] = [join(folder, "trail.jsonl"), join(folder, "kept")];
  writeFileSync(kept, log.checkpoint);
  const found = (sequence: number | undefined): Found => ({ by: "chaukas-verify", table: "events", sequence });
  const made = await run(server, [
    "export",
    "--proof",
    "--tenant",
    log.tenantId,
    "--store",
    log.file,
    "--output",
    exported,
    "--force",
  ]);
  if (made.code !== 0) {
    const named = /with sequence (\d+) /.exec(made.output)?.[1];
    return found(named === undefined ? undefined : Number(named));
  }
  const flags = ["--origin", log.origin, "--key", log.key, "--checkpoint", kept, "--json"];
  const { code, output } = await run(verifier, [exported, ...flags]);
  // The code of a conditional verdict, such as when records follow the checkpoint.
  if (code === 0 || code === 3) {
    return undefined;
  }
  return found((JSON.parse(output) as { first: { sequence?: number }[] }).first[0]?.sequence);
}

async function run(main: string, args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args]);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}
