// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "../events/random.ts";
import { connectClients } from "../http/connect-clients.ts";
import { findLoggedFaults } from "../served/find-logged-faults.ts";
import { startServerProcess } from "../served/server-process.ts";
import { checkTenants } from "./lib/check-tenant.ts";
import { createLedger } from "./lib/create-ledger.ts";
import { openSoakStore } from "./lib/open-soak-store.ts";
import { runWriters } from "./lib/run-writers.ts";
import type { SoakOptions, SoakResult, StoreKind } from "./lib/soak.ts";

/** Options of {@link killServer}. */
export interface KillServerOptions extends SoakOptions {
  readonly rounds: number;
  readonly store: StoreKind;
}

/**
 * In each round, kills the server with SIGKILL at a random moment under load, restarts it on the same store, and
 * compares what it returns with what the writers were told.
 */
export async function killServer({ rounds, store: kind, seed, report }: KillServerOptions): Promise<SoakResult> {
  const random = createRandom(seed);
  const ledger = createLedger();
  const store = await openSoakStore(kind);
  const faults: string[] = [];
  let calls = 0;
  let server = await startServerProcess({ store: store.location });
  try {
    for (let round = 1; round <= rounds; round++) {
      const clients = connectClients(server.url);
      const writers = runWriters({
        clients: clients.all,
        ledger,
        random,
        tenants: tenantsOf(round),
        writers: 8,
        repeats: 0.35,
      });
      await writers.reach(random.integer(120), 5000);
      await sleep(random.integer(50));
      await server.kill();
      await writers.stop();
      clients.close();
      calls += writers.calls;
      faults.push(...findLoggedFaults(server.log));
      server = await startServerProcess({ store: store.location });
      // Events of earlier rounds are also sent again, so those of the last round are checked once more.
      const touched = [...tenantsOf(round - 1), ...tenantsOf(round)];
      faults.push(...(await checkTenants(server.url, ledger, touched)), ...(await store.checkRows()));
      if (round % 10 === 0 || round === rounds) {
        report(`${round} of ${rounds} kills, ${ledger.counts.acknowledged} acknowledgements, ${faults.length} faults`);
      }
    }
    faults.push(...(await checkTenants(server.url, ledger, ledger.tenants)), ...findLoggedFaults(server.log));
    const exitCode = await server.stop();
    if (exitCode !== 0) {
      faults.push(`server: expected to stop with exit code 0, got ${exitCode}`);
    }
    faults.push(...(await store.checkAll()), ...ledger.faults);
    return { figures: { seed, kills: rounds, "answered calls": calls, ...ledger.counts }, faults };
  } finally {
    await server.kill();
    await store.dispose();
  }
}

function tenantsOf(round: number): string[] {
  return [`kill-${round}-a`, `kill-${round}-b`];
}
