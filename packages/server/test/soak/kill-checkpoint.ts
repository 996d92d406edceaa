// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createSigningKeyFile } from "@chaukas/server";
import { Code, ConnectError } from "@connectrpc/connect";
import { type AuditClients, connectAuditors } from "./lib/connect-auditors.ts";
import { connectClients } from "./lib/connect-clients.ts";
import { createLedger } from "./lib/create-ledger.ts";
import { createNotary, type Notary } from "./lib/create-notary.ts";
import { findLogFaults } from "./lib/find-log-faults.ts";
import { openSoakStore } from "./lib/open-soak-store.ts";
import { createRandom, type Random } from "./lib/random.ts";
import { runWriters } from "./lib/run-writers.ts";
import { type ServerProcess, startServerProcess } from "./lib/server-process.ts";
import type { SoakOptions, SoakResult, StoreKind } from "./lib/soak.ts";

/** Options of {@link killCheckpoint}. */
export interface KillCheckpointOptions extends SoakOptions {
  readonly rounds: number;
  readonly store: StoreKind;
}

const tenants = ["signed-a", "signed-b"];

/**
 * Kills the server with SIGKILL at a random moment while it records and signs, starts it again on the same store, and
 * holds the logs against every checkpoint that was ever given out; and so on, round by round.
 */
export async function killCheckpoint(options: KillCheckpointOptions): Promise<SoakResult> {
  const { rounds, store: kind, seed, report } = options;
  const random = createRandom(seed);
  const ledger = createLedger();
  const store = await openSoakStore(kind);
  const folder = mkdtempSync(join(tmpdir(), "chaukas-soak-key-"));
  const keyFile = join(folder, "signing.key");
  const signingKey = createSigningKeyFile(keyFile, "audit.example.com");
  const notaries = tenants.map((tenantId) => createNotary(signingKey, tenantId));
  const faults: string[] = [];
  const start = () =>
    startServerProcess({
      store: store.location,
      flags: ["--signing-key", keyFile, "--checkpoint-interval-seconds", "1"],
    });
  let server = await start();
  try {
    for (let round = 1; round <= rounds; round++) {
      const clients = connectClients(server.url);
      const writers = runWriters({ clients: clients.all, ledger, random, tenants, writers: 4, repeats: 0.2 });
      const auditors = runAuditors(server.url, notaries, random.split());
      await writers.reach(random.integer(60), 5000);
      await sleep(random.integer(50));
      await server.kill();
      await Promise.all([writers.stop(), auditors.stop()]);
      clients.close();
      faults.push(...findLogFaults(server.log));
      server = await start();
      await withAuditors(server, ({ all }) =>
        Promise.all(notaries.map((notary) => notary.checkGrowth(random.pick(all)))),
      );
      if (round % 10 === 0 || round === rounds) {
        const found = faults.length + notaries.flatMap((notary) => notary.faults).length;
        report(`${round} of ${rounds} kills, ${countKept(notaries)} checkpoints kept, ${found} faults`);
      }
    }
    await withAuditors(server, ({ all }) => Promise.all(notaries.map((notary) => notary.checkAll(all[0]))));
    faults.push(...findLogFaults(server.log), ...(await store.checkRows()), ...ledger.faults);
    faults.push(...notaries.flatMap((notary) => notary.faults));
    const records = notaries.reduce((sum, { size }) => sum + size, 0);
    return {
      figures: { seed, kills: rounds, "checkpoints kept": countKept(notaries), "records signed": records },
      faults,
    };
  } finally {
    await server.kill();
    await store.dispose();
    rmSync(folder, { recursive: true });
  }
}

function countKept(notaries: readonly Notary[]): number {
  return notaries.reduce((sum, { kept }) => sum + kept.size, 0);
}

async function withAuditors({ url }: ServerProcess, use: (clients: AuditClients) => Promise<unknown>): Promise<void> {
  const clients = connectAuditors(url);
  try {
    await use(clients);
  } finally {
    clients.close();
  }
}

/** Asks for new checkpoints without pause, two at a time for each log, and keeps them. */
function runAuditors(url: string, notaries: readonly Notary[], random: Random): { stop(): Promise<void> } {
  const clients = connectAuditors(url);
  let isOver = false;
  const ask = async (notary: Notary, own: Random) => {
    while (!isOver) {
      try {
        const asked = { tenantId: notary.tenantId, minSize: BigInt(notary.size + 1) };
        notary.keep((await own.pick(clients.all).getCheckpoint(asked)).checkpoint);
      } catch (error) {
        // Clients say `internal` in words of their own when an answer is cut off.
        const { code, rawMessage } = ConnectError.from(error);
        if (code === Code.Internal && rawMessage === "internal error") {
          notary.faults.push(`${notary.tenantId}: the server failed to answer for a checkpoint`);
        }
        // The log has not grown, or the server is gone.
        await sleep(10);
      }
    }
  };
  const asked = Promise.all([...notaries, ...notaries].map((notary) => ask(notary, random.split())));
  return {
    async stop() {
      isOver = true;
      clients.close();
      await asked;
    },
  };
}
