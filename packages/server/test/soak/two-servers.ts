// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createSigningKeyFile } from "@chaukas/server";
import { ConnectError } from "@connectrpc/connect";
import { createRandom, type Random } from "../events/random.ts";
import { connectClients } from "../http/connect-clients.ts";
import { findLoggedFaults } from "../served/find-logged-faults.ts";
import { startServerProcess } from "../served/server-process.ts";
import { checkTenants } from "./lib/check-tenant.ts";
import { connectAuditors } from "./lib/connect-auditors.ts";
import { type Auditor, createAuditor } from "./lib/create-auditor.ts";
import { createLedger } from "./lib/create-ledger.ts";
import { openSoakStore } from "./lib/open-soak-store.ts";
import { runWriters } from "./lib/run-writers.ts";
import type { SoakOptions, SoakResult } from "./lib/soak.ts";

/** Options of {@link twoServers}. */
export interface TwoServersOptions extends SoakOptions {
  /** Number of calls. */
  readonly calls: number;
}

/**
 * Lets writers send the same events, with equal and with different contents, to two servers on one PostgreSQL at the
 * same time. One content of each event must win, and both servers must agree on which. Meanwhile both sign checkpoints
 * of the logs, which must be of the same trees.
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
  const auditors = tenants.map((tenantId) => createAuditor(signingKey, tenantId));
  try {
    const clients = connections.flatMap(({ all }) => all);
    // Most events are sent several times at almost the same moment, by writers on both servers.
    const writers = runWriters({ clients, ledger, random, tenants, writers: 16, repeats: 0.8 });
    const urls = servers.map(({ url }) => url);
    const watch = watchCheckpoints(urls, auditors, random.split());
    for (let part = 1; part <= 10; part++) {
      await writers.reach((calls * part) / 10, 600_000);
      const { acknowledged, refused } = ledger.counts;
      report(`${writers.calls} of ${calls} calls, ${acknowledged} acknowledged, ${refused} refused`);
    }
    await writers.stop();
    await watch.finish();
    const faults = [...auditors.flatMap((auditor) => auditor.faults), ...ledger.faults, ...(await store.checkRows())];
    for (const server of servers) {
      faults.push(...(await checkTenants(server.url, ledger, tenants)), ...findLoggedFaults(server.log));
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
    const kept = auditors.reduce((sum, auditor) => sum + auditor.kept.size, 0);
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

/** Requests new checkpoints of the same logs from several servers at once. */
interface CheckpointWatch {
  /** Stops, and checks every server against all kept checkpoints. */
  finish(): Promise<void>;
}

/** Starts requesting checkpoints of every log from every server, and lets auditors keep them. */
function watchCheckpoints(urls: readonly string[], auditors: readonly Auditor[], random: Random): CheckpointWatch {
  const clients = urls.map(connectAuditors);
  let isOver = false;

  async function ask(auditor: Auditor, own: Random, url: number): Promise<void> {
    const { tenantId } = auditor;
    while (!isOver) {
      try {
        const audit = own.pick(clients[url]?.all ?? []);
        auditor.keep((await audit.getCheckpoint({ tenantId, minSize: BigInt(auditor.size + 1) })).checkpoint);
      } catch (error) {
        // Expected if the log has not grown, for which REST has no separate status.
        if (!ConnectError.from(error).rawMessage.startsWith("min_size: expected at most")) {
          auditor.faults.push(`${tenantId}: expected a checkpoint, got ${error}`);
        }
        await sleep(20);
      }
    }
  }

  const asked = Promise.all(urls.flatMap((_, url) => auditors.map((auditor) => ask(auditor, random.split(), url))));
  return {
    async finish() {
      isOver = true;
      await asked;
      for (const { all, close } of clients) {
        await Promise.all(auditors.map((auditor) => auditor.checkAll(all[0])));
        close();
      }
    },
  };
}
