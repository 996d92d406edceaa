// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { startPostgres } from "../postgres/start-postgres.ts";
import { mainScript } from "../served/server-process.ts";
import type { SoakOptions, SoakResult } from "./lib/soak.ts";
import { buildLogStore } from "./mutations/build-log-store.ts";

/** Options of {@link moveLogs}. */
export interface MoveLogsOptions extends SoakOptions {
  /** Number of events, with the records of redactions. */
  readonly events: number;
  readonly redactions: number;
}

/**
 * Moves a log with redactions and checkpoints from SQLite to PostgreSQL and back, once from store to store and once
 * through files. Expects the exports of all of them to be the same bytes, `fsck` to find nothing, and the last store to be
 * proved by a checkpoint that was kept from the first.
 */
export async function moveLogs({ events, redactions, seed, report }: MoveLogsOptions): Promise<SoakResult> {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-move-"));
  const postgres = await startPostgres();
  const faults: string[] = [];
  const figures: Record<string, number | string> = { seed, events, redactions };
  const measure = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work;
    figures[`${name}, in seconds`] = ((performance.now() - start) / 1000).toFixed(1);
    report(`${name}: done`);
    return result;
  };
  const run = async (args: readonly string[]) => {
    const { code, output } = await runServer(args, { CHAUKAS_PASSPHRASE: "a passphrase of the soak" });
    if (code !== 0) {
      faults.push(`${args[0]}: expected exit code 0, got ${code}: ${output}`);
    }
    return output;
  };
  try {
    const [first, last] = [join(folder, "first.db"), join(folder, "last.db")];
    const middle = await postgres.createDatabase();
    const built = await measure("filling the first store", buildLogStore(first, events, redactions));
    await run(["keys", "create", "--tenant", built.tenantId, "--store", first]);
    const exportOf = async (name: string, store: string) => {
      const [trail, state] = [join(folder, `${name}.jsonl`), join(folder, `${name}.state`)];
      const files = ["--output", trail, "--state", state];
      await run(["export", "--proof", "--tenant", built.tenantId, "--store", store, ...files]);
      return { trail, hash: await hashOf(trail), stateHash: await hashOf(state) };
    };
    const before = await measure("export of the first", exportOf("first", first));
    const toPostgres = ["import", "--log", first, "--with-keys", "--store", middle, "--verifier-key", built.key];
    await measure("SQLite to PostgreSQL", run(toPostgres));
    const between = await measure("export of PostgreSQL", exportOf("middle", middle));
    const [trail, state] = [join(folder, "moved.jsonl"), join(folder, "moved.state")];
    const files = ["--output", trail, "--state", state, "--with-keys"];
    await run(["export", "--proof", "--tenant", built.tenantId, "--store", middle, ...files]);
    const kept = join(folder, "kept");
    writeFileSync(kept, built.checkpoint);
    const back = ["--state", state, "--with-keys", "--store", last, "--verifier-key", built.key, "--checkpoint", kept];
    await measure("PostgreSQL to SQLite, through files", run(["import", "--log", trail, ...back]));
    const after = await measure("export of the last", exportOf("last", last));
    for (const [name, { hash, stateHash }] of Object.entries({ between, after })) {
      if (hash !== before.hash || stateHash !== before.stateHash) {
        faults.push(`${name}: expected the bytes of the first export (${before.hash}), got others (${hash})`);
      }
    }
    figures["SHA-256 of the exports"] = after.hash;
    for (const store of [middle, last]) {
      await measure(`fsck of ${store === last ? "the last" : "PostgreSQL"}`, run(["fsck", store, "--key", built.key]));
      const keys = JSON.parse(await run(["keys", "list", "--json", "--store", store])) as { tenant: string };
      if (keys.tenant !== built.tenantId) {
        faults.push(`keys: expected one of ${built.tenantId}, got ${JSON.stringify(keys)}`);
      }
    }
    return { figures, faults };
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function runServer(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ code: unknown; output: string }> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, ...env }, maxBuffer: 2 ** 24 };
    execFile(process.execPath, [mainScript, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, output: error === null ? stdout : stdout + stderr });
    });
  });
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
