// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { equals } from "@bufbuild/protobuf";
import { type Event, EventSchema, EventTypeSchema, SortOrder } from "@chaukas/spec-common";
import { connectClients, type ServiceClient } from "../../http/connect-clients.ts";
import type { Ledger, LedgerEntry } from "./create-ledger.ts";
import { clearServerFields, createSoakEvent, wordOf } from "./create-soak-event.ts";

/** Compares the events of tenants on a server with the ledger, over all protocols in turn, and lists discrepancies. */
export async function checkTenants(url: string, ledger: Ledger, tenants: readonly string[]): Promise<string[]> {
  const clients = connectClients(url);
  const faults: string[] = [];
  try {
    for (const [index, tenantId] of tenants.entries()) {
      const client = clients.all[index % clients.all.length] ?? clients.grpc;
      faults.push(...(await checkTenant(client, ledger, tenantId)));
    }
    return faults;
  } finally {
    clients.close();
  }
}

/**
 * Reads all events of a tenant and lists what contradicts the ledger: acknowledged events that are missing or differ
 * from those sent, refused contents, events that were never sent, and sums or a word index that miss some.
 */
async function checkTenant(client: ServiceClient, ledger: Ledger, tenantId: string): Promise<string[]> {
  const entries = ledger.entriesOf(tenantId);
  const all = await readAll(client, { tenantId });
  const found = await readAll(client, { tenantId, textQuery: wordOf(tenantId) });
  const stored = new Map(all.events.map((event) => [event.eventId, event]));
  const faults: string[] = [];
  if (stored.size !== all.events.length) {
    faults.push(`${tenantId}: ${all.events.length} rows for ${stored.size} events`);
  }
  for (const [what, page] of Object.entries({ all, "full text": found })) {
    if (page.totalCount !== stored.size || page.events.length !== stored.size) {
      faults.push(`${tenantId}: ${stored.size} events, but ${what} gives ${page.events.length} of ${page.totalCount}`);
    }
  }
  for (const [eventId, entry] of entries) {
    const fault = checkEvent(stored.get(eventId), entry);
    if (fault !== undefined) {
      faults.push(`${eventId}: ${fault}`);
    }
    stored.delete(eventId);
  }
  faults.push(...[...stored.keys()].map((eventId) => `${eventId}: stored, but never sent`));
  return [...faults, ...(await checkStats(client, tenantId, all.events))];
}

function checkEvent(stored: Event | undefined, { acknowledged, refused, sent, ...place }: LedgerEntry) {
  if (stored === undefined) {
    return acknowledged === undefined && refused.size === 0
      ? undefined
      : `expected to be stored, since content ${acknowledged ?? [...refused]} was answered; it is not`;
  }
  const variant = Number(stored.metadata?.["variant"]);
  if (!equals(EventSchema, clearServerFields(stored), createSoakEvent({ ...place, variant }))) {
    return `content ${variant} is stored, but differs from what was sent`;
  }
  if (acknowledged !== undefined && acknowledged !== variant) {
    return `content ${acknowledged} was acknowledged, but ${variant} is stored`;
  }
  if (refused.has(variant) || !sent.has(variant)) {
    return `content ${variant} is stored, but ${refused.has(variant) ? "was refused" : "was never sent"}`;
  }
  return undefined;
}

async function checkStats(client: ServiceClient, tenantId: string, events: readonly Event[]): Promise<string[]> {
  const stats = await client.getEventStats({ tenantId });
  const byType: Record<string, bigint> = {};
  for (const { type } of events) {
    const name = EventTypeSchema.value[type]?.name.slice("EVENT_TYPE_".length) ?? String(type);
    byType[name] = (byType[name] ?? 0n) + 1n;
  }
  const expected = [events.length, new Set(events.map(({ sessionId }) => sessionId)).size, describe(byType)];
  const actual = [Number(stats.totalEvents), Number(stats.totalSessions), describe(stats.eventsByType)];
  return String(expected) === String(actual) ? [] : [`${tenantId}: counted ${actual}, expected ${expected}`];
}

function describe(counts: Readonly<Record<string, bigint | number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .sort()
    .join(" ");
}

async function readAll(client: ServiceClient, filter: { tenantId: string; textQuery?: string }) {
  const events: Event[] = [];
  let pageToken = "";
  let totalCount = 0;
  do {
    const { response } = await client.queryEvents({
      query: { filter, pageSize: 1000, pageToken, orderByTime: SortOrder.ASC },
    });
    events.push(...(response?.events ?? []));
    totalCount = Number(response?.totalCount);
    pageToken = response?.nextPageToken ?? "";
  } while (pageToken !== "");
  return { events, totalCount };
}
