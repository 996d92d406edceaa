// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSigningKeyFile } from "@chaukas/server";
import { checkTenants } from "./lib/check-tenants.ts";
import { connectClients } from "./lib/connect-clients.ts";
import { createLedger } from "./lib/create-ledger.ts";
import { createNotary } from "./lib/create-notary.ts";
import { findLogFaults } from "./lib/find-log-faults.ts";
import { openSoakStore } from "./lib/open-soak-store.ts";
import { createRandom } from "./lib/random.ts";
import { runWriters } from "./lib/run-writers.ts";
import { startServerProcess } from "./lib/server-process.ts";
import type { SoakOptions, SoakResult } from "./lib/soak.ts";
import { watchCheckpoints } from "./lib/watch-checkpoints.ts";

/** Options of {@link twoServers}. */
export interface TwoServersOptions extends SoakOptions {
  /** Calls to answer. */
  readonly calls: number;
}

/**
 * Lets writers send the same events, with the same and with other contents, to two servers on one PostgreSQL at the
 * same time. Of each event one content has to win, and both servers have to agree on which. Both sign checkpoints of the
 * logs meanwhile, which have to be of the same trees.
 */
export async function twoServers({ calls, seed, report }: TwoServersOptions): Promise<SoakResult> {
  const random = createRandom(seed);
  const ledger = createLedger();
  const store = await openSoakStore("postgres");
  const folder = mkdtempSync(join(tmpdir(), "chaukas-soak-key-"));
  const keyFile = join(folder, "signing.key");
  const signingKey = createSigningKeyFile(keyFile, "audit.example.com");
  const flags = ["--signing-key", keyFile, "--checkpoint-interval-seconds", "1"];
  const servers = await Promise.all([1, 2].map(() => startServerProcess({ store: store.location, flags })));
  const connections = servers.map(({ url }) => connectClients(url));
  const tenants = ["two-a", "two-b", "two-c"];
  const notaries = tenants.map((tenantId) => createNotary(signingKey, tenantId));
  try {
    const clients = connections.flatMap(({ all }) => all);
    // Most events are sent several times within a moment, by writers that meet in both servers.
    const writers = runWriters({ clients, ledger, random, tenants, writers: 16, repeats: 0.8 });
    const urls = servers.map(({ url }) => url);
    const watch = watchCheckpoints(urls, notaries, random.split());
    for (let part = 1; part <= 10; part++) {
      await writers.reach((calls * part) / 10, 600_000);
      const { acknowledged, refused } = ledger.counts;
      report(`${writers.calls} of ${calls} calls, ${acknowledged} acknowledged, ${refused} refused`);
    }
    await writers.stop();
    await watch.finish();
    const faults = [...notaries.flatMap((notary) => notary.faults), ...ledger.faults, ...(await store.checkRows())];
    for (const server of servers) {
      faults.push(...(await checkTenants(server.url, ledger, tenants)), ...findLogFaults(server.log));
    }
    await Promise.all(servers.map((server) => server.stop()));
    faults.push(...(await store.checkAll()));
    if (ledger.counts.unanswered > 0 || writers.calls < calls) {
      faults.push(`calls: expected ${calls} answers, got ${writers.calls} and ${ledger.counts.unanswered} failures`);
    }
    const [{ events, most } = {}] = (await store.postgres?.query(countRows, store.location)) ?? [];
    if (Number(most) !== 1) {
      faults.push(`rows: expected one for each event, got ${most} of one event`);
    }
    const kept = notaries.reduce((sum, notary) => sum + notary.kept.size, 0);
    const figures = { seed, "answered calls": writers.calls, events: Number(events), "checkpoints kept": kept };
    return { figures: { ...figures, ...ledger.counts }, faults };
  } finally {
    for (const connection of connections) {
      connection.close();
    }
    await Promise.all(servers.map((server) => server.kill()));
    await store.dispose();
    rmSync(folder, { recursive: true });
  }
}

const countRows = `
  select sum(times)::int as events, max(times)::int as most
  from (select count(*) as times from chaukas.events group by tenant_id, event_id) as rows`;
