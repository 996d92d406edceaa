// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createChaukas } from "@chaukas/sdk";
import { createChaukasClient } from "@chaukas/spec-client";
import { startServerProcess } from "./server-process.ts";

/** What became of the events around an outage. */
export interface OutageReport {
  readonly emitted: number;
  /** Ids of events that are not stored, and of those that are stored twice. */
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  /** Faults that were reported. */
  readonly faults: number;
}

const tenantId = "acme";

/** Emits an event every 10 ms before, during and after the time for which a server is killed. */
export async function outlastOutage(awayMs: number): Promise<OutageReport> {
  const server = await startServerProcess();
  let faults = 0;
  const chaukas = createChaukas({
    baseUrl: server.url,
    tenantId,
    batch: { delayMs: 50 },
    flushAtExit: false,
    onFault: () => faults++,
  });
  const ids: string[] = [];
  const emitting = setInterval(() => {
    const eventId = `e${ids.length}`;
    ids.push(eventId);
    chaukas.emit({ type: 63, eventId });
  }, 10);
  try {
    await sleep(1000);
    await server.kill();
    await sleep(awayMs);
    await server.start();
    await sleep(1000);
    clearInterval(emitting);
    await chaukas.flush(60_000);
    const stored = await readIds(server.url);
    const found = new Set(stored);
    return {
      emitted: ids.length,
      lost: ids.filter((id) => !found.has(id)),
      twice: stored.filter((id, index) => stored.indexOf(id) !== index),
      faults,
    };
  } finally {
    clearInterval(emitting);
    await chaukas.close(0);
    await server.close();
  }
}

async function readIds(baseUrl: string): Promise<string[]> {
  const client = createChaukasClient({ baseUrl });
  const ids: string[] = [];
  let pageToken = "";
  do {
    const { response } = await client.queryEvents({ query: { filter: { tenantId }, pageSize: 1000, pageToken } });
    ids.push(...(response?.events ?? []).map(({ eventId }) => eventId));
    pageToken = response?.nextPageToken ?? "";
  } while (pageToken !== "");
  return ids;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
