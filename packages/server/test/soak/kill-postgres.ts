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
import type { SoakOptions, SoakResult } from "./lib/soak.ts";

/** Options of {@link killPostgres}. */
export interface KillPostgresOptions extends SoakOptions {
  readonly rounds: number;
}

/**
 * In each round, kills PostgreSQL with SIGKILL at a random moment while writers use a server on it, and restarts
 * PostgreSQL. The server is not restarted: it must recover by itself and return everything that it acknowledged.
 */
export async function killPostgres({ rounds, seed, report }: KillPostgresOptions): Promise<SoakResult> {
  const random = createRandom(seed);
  const ledger = createLedger();
  const store = await openSoakStore("postgres");
  const server = await startServerProcess({ store: store.location });
  const faults: string[] = [];
  let calls = 0;
  let slowestMs = 0;
  try {
    for (let round = 1; round <= rounds; round++) {
      const clients = connectClients(server.url);
      const tenants = tenantsOf(round);
      const writers = runWriters({ clients: clients.all, ledger, random, tenants, writers: 8, repeats: 0.35 });
      await writers.reach(random.integer(120), 5000);
      await sleep(random.integer(50));
      await store.postgres?.kill();
      // Sometimes it is back before callers notice, and sometimes they are asked to retry.
      await sleep(random.chance(0.3) ? random.integer(1500) : 0);
      await store.postgres?.restart();
      slowestMs = Math.max(slowestMs, await awaitHealth(server.url, 30_000));
      const callsBefore = writers.calls;
      await writers.reach(callsBefore + 20, 30_000);
      if (writers.calls === callsBefore) {
        faults.push(`round ${round}: expected calls to be answered again, got no answer`);
      }
      await writers.stop();
      clients.close();
      calls += writers.calls;
      const touched = [...tenantsOf(round - 1), ...tenants];
      faults.push(...(await checkTenants(server.url, ledger, touched)), ...(await store.checkRows()));
      if (round % 10 === 0 || round === rounds) {
        report(`${round} of ${rounds} kills, ${ledger.counts.acknowledged} acknowledgements, ${faults.length} faults`);
      }
    }
    faults.push(...(await checkTenants(server.url, ledger, ledger.tenants)), ...findLoggedFaults(server.log, true));
    const exitCode = await server.stop();
    if (exitCode !== 0) {
      faults.push(`server: expected to stop with exit code 0, got ${exitCode}`);
    }
    faults.push(...(await store.checkAll()), ...ledger.faults);
    const figures = { seed, kills: rounds, "answered calls": calls, ...ledger.counts };
    return { figures: { ...figures, "slowest recovery": `${slowestMs.toFixed()} ms` }, faults };
  } finally {
    await server.kill();
    await store.dispose();
  }
}

function tenantsOf(round: number): string[] {
  return [`kill-${round}-a`, `kill-${round}-b`];
}

/** Resolves with the milliseconds until a server is healthy. Rejects if it is not healthy in time. */
async function awaitHealth(url: string, timeoutMs: number): Promise<number> {
  const start = performance.now();
  while (performance.now() - start < timeoutMs) {
    const answer = await fetch(`${url}/healthz`);
    await answer.arrayBuffer();
    if (answer.ok) {
      return performance.now() - start;
    }
    await sleep(20);
  }
  throw new Error(`server: expected to be healthy within ${timeoutMs} ms, got no success from /healthz`);
}
