// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createSigningKeyFile } from "@chaukas/server";
import { Code, ConnectError } from "@connectrpc/connect";
import { createRandom, type Random } from "../events/random.ts";
import { connectClients } from "../http/connect-clients.ts";
import { findLoggedFaults } from "../served/find-logged-faults.ts";
import { type ServerProcess, startServerProcess } from "../served/server-process.ts";
import { type AuditClients, connectAuditors } from "./lib/connect-auditors.ts";
import { type Auditor, createAuditor } from "./lib/create-auditor.ts";
import { createLedger } from "./lib/create-ledger.ts";
import { openSoakStore } from "./lib/open-soak-store.ts";
import { runWriters } from "./lib/run-writers.ts";
import type { SoakOptions, SoakResult, StoreKind } from "./lib/soak.ts";

/** Options of {@link killCheckpoint}. */
export interface KillCheckpointOptions extends SoakOptions {
  readonly rounds: number;
  readonly store: StoreKind;
}

const tenants = ["signed-a", "signed-b"];

/**
 * In each round, kills the server with SIGKILL at a random moment during ingest and signing, restarts it on the same
 * store, and checks the logs against every checkpoint that was ever served.
 */
export async function killCheckpoint(options: KillCheckpointOptions): Promise<SoakResult> {
  const { rounds, store: kind, seed, report } = options;
  const random = createRandom(seed);
  const ledger = createLedger();
  const store = await openSoakStore(kind);
  const folder = mkdtempSync(join(tmpdir(), "chaukas-soak-key-"));
  const keyFile = join(folder, "signing.key");
  const signingKey = createSigningKeyFile(keyFile, "audit.example.com");
  const auditors = tenants.map((tenantId) => createAuditor(signingKey, tenantId));
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
      const auditing = runAuditors(server.url, auditors, random.split());
      await writers.reach(random.integer(60), 5000);
      await sleep(random.integer(50));
      await server.kill();
      await Promise.all([writers.stop(), auditing.stop()]);
      clients.close();
      faults.push(...findLoggedFaults(server.log));
      server = await start();
      await withAuditors(server, ({ all }) =>
        Promise.all(auditors.map((auditor) => auditor.checkGrowth(random.pick(all)))),
      );
      if (round % 10 === 0 || round === rounds) {
        const found = faults.length + auditors.flatMap((auditor) => auditor.faults).length;
        report(`${round} of ${rounds} kills, ${countKept(auditors)} checkpoints kept, ${found} faults`);
      }
    }
    await withAuditors(server, ({ all }) => Promise.all(auditors.map((auditor) => auditor.checkAll(all[0]))));
    faults.push(...findLoggedFaults(server.log), ...(await store.checkRows()), ...ledger.faults);
    faults.push(...auditors.flatMap((auditor) => auditor.faults));
    const records = auditors.reduce((sum, { size }) => sum + size, 0);
    return {
      figures: { seed, kills: rounds, "checkpoints kept": countKept(auditors), "records signed": records },
      faults,
    };
  } finally {
    await server.kill();
    await store.dispose();
    rmSync(folder, { recursive: true });
  }
}

function countKept(auditors: readonly Auditor[]): number {
  return auditors.reduce((sum, { kept }) => sum + kept.size, 0);
}

async function withAuditors({ url }: ServerProcess, use: (clients: AuditClients) => Promise<unknown>): Promise<void> {
  const clients = connectAuditors(url);
  try {
    await use(clients);
  } finally {
    clients.close();
  }
}

/** Continuously requests new checkpoints, two at a time for each log, and keeps them. */
function runAuditors(url: string, auditors: readonly Auditor[], random: Random): { stop(): Promise<void> } {
  const clients = connectAuditors(url);
  let isOver = false;
  const ask = async (auditor: Auditor, own: Random) => {
    while (!isOver) {
      try {
        const asked = { tenantId: auditor.tenantId, minSize: BigInt(auditor.size + 1) };
        auditor.keep((await own.pick(clients.all).getCheckpoint(asked)).checkpoint);
      } catch (error) {
        // Clients also report `internal`, with other messages, if a response is truncated.
        const { code, rawMessage } = ConnectError.from(error);
        if (code === Code.Internal && rawMessage === "internal error") {
          auditor.faults.push(`${auditor.tenantId}: the server failed to answer for a checkpoint`);
        }
        // The log has not grown, or the server is down.
        await sleep(10);
      }
    }
  };
  const asked = Promise.all([...auditors, ...auditors].map((auditor) => ask(auditor, random.split())));
  return {
    async stop() {
      isOver = true;
      clients.close();
      await asked;
    },
  };
}
