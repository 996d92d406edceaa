// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { EventType } from "@chaukas/spec-common";
import { Command } from "commander";
import type { EventStore } from "../../store/contract/event-store.js";
import { formatTable } from "../context/format-table.js";
import { addSettingOptions } from "../context/setting-options.js";
import { withStore } from "../context/with-store.js";

/** Creates the `stats` command, which counts the events and sessions in the store. */
export function createStatsCommand(): Command {
  const command = new Command("stats")
    .description("Count the events and sessions of each tenant.")
    .option("--tenant <TENANT>", "only this tenant")
    .option("--json", "print one JSON object per line");
  return addSettingOptions(command, ["store"]).action(async ({ tenant, json }: { tenant?: string; json?: true }) => {
    const counts = await withStore(command, "read", async (store) => {
      const tenants = tenant === undefined ? await store.listTenants() : [tenant];
      return Promise.all(tenants.map((tenantId) => countTenant(store, tenantId)));
    });
    if (json) {
      process.stdout.write(counts.map((count) => `${JSON.stringify(count)}\n`).join(""));
      return;
    }
    const rows = counts.map((count) => [
      count.tenant,
      `${count.events}`,
      `${count.sessions}`,
      (count.avg_session_duration_ms / 1000).toFixed(3),
    ]);
    process.stdout.write(formatTable([["TENANT", "EVENTS", "SESSIONS", "MEAN SESSION (S)"], ...rows]));
  });
}

async function countTenant(store: EventStore, tenantId: string) {
  const { totalEvents, totalSessions, eventsByType, avgSessionDurationMs } = await store.countEvents({ tenantId });
  const types = [...eventsByType].map(([type, count]) => [EventType[type] ?? String(type), count] as const);
  return {
    tenant: tenantId,
    events: totalEvents,
    sessions: totalSessions,
    events_by_type: Object.fromEntries(types.sort(([a], [b]) => (a < b ? -1 : 1))),
    avg_session_duration_ms: avgSessionDurationMs,
  };
}
