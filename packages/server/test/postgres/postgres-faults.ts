// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { setTimeout as sleep } from "node:timers/promises";
import type { EventStore } from "../../src/store/contract/event-store.js";
import { isStoreError } from "../../src/store/contract/store-error.js";
import { makeNewEvent } from "../events/make-new-event.js";
import { findLogFaults } from "../suites/find-log-faults.js";

/** Outcomes of the appends of writers while faults happened. */
export interface WriteRecord {
  /** Identifiers of acknowledged events, by tenant. */
  readonly acknowledged: ReadonlyMap<string, ReadonlySet<string>>;
  /** Appends that were rejected with `unavailable`. */
  readonly rejected: number;
}

const tenants = ["fault-a", "fault-b", "fault-c"];
const writers = 4;
const batchSize = 10;

/** Appends batches continuously, several at a time, while `faults` runs and for a short time after. */
export async function writeDuringPostgresFaults(
  stores: readonly EventStore[],
  faults: () => Promise<void>,
): Promise<WriteRecord> {
  const acknowledged = new Map(tenants.map((tenantId) => [tenantId, new Set<string>()]));
  let rejected = 0;
  let isOver = false;

  async function write(writer: number): Promise<void> {
    for (let batch = 0; !isOver; batch++) {
      const events = Array.from({ length: batchSize }, (_, index) =>
        makeNewEvent({ tenantId: tenants[(batch + index) % tenants.length] as string, sessionId: `session-${writer}` }),
      );
      try {
        const outcomes = await (stores[writer % stores.length] as EventStore).append(events);
        for (const [index, { event }] of events.entries()) {
          if (outcomes[index]?.status === "conflict") {
            throw new Error(`event ${event.eventId}: expected accepted or duplicate, got conflict`);
          }
          acknowledged.get(event.tenantId)?.add(event.eventId);
        }
      } catch (error) {
        if (!isStoreError(error) || error.code !== "unavailable") {
          throw error;
        }
        rejected++;
        await sleep(20);
      }
    }
  }

  const writing = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  try {
    await Promise.race([faults().then(() => sleep(200)), writing]);
  } finally {
    isOver = true;
  }
  await writing;
  return { acknowledged, rejected };
}

/**
 * Lists the faults of a store: acknowledged events that are missing, gaps, duplicates, wrong totals, and a log that
 * does not match the rows.
 */
export async function findPostgresFaults(store: EventStore, { acknowledged }: WriteRecord): Promise<string[]> {
  const faults: string[] = [];
  for (const [tenantId, expected] of acknowledged) {
    const log = await store.readLog(tenantId, { limit: 1_000_000 });
    const ids = new Set(log.map(({ event }) => event.eventId));
    const lost = [...expected].filter((eventId) => !ids.has(eventId));
    faults.push(...lost.map((eventId) => `${eventId} of ${tenantId}: acknowledged, but not stored`));
    if (ids.size !== log.length) {
      faults.push(`${tenantId}: ${log.length} rows for ${ids.size} events`);
    }
    for (const [index, { sequence }] of log.entries()) {
      if (sequence !== index) {
        faults.push(`${tenantId}: expected sequence ${index}, found ${sequence}`);
        break;
      }
    }
    const stats = await store.countEvents({ tenantId });
    const sessions = new Set(log.map(({ event }) => event.sessionId)).size;
    if (stats.totalEvents !== log.length || stats.totalSessions !== sessions) {
      faults.push(
        `${tenantId}: expected ${log.length} events in ${sessions} sessions, counted ${stats.totalEvents} in ${stats.totalSessions}`,
      );
    }
    if (store.log !== undefined) {
      faults.push(...(await findLogFaults(store.log, tenantId)));
    }
  }
  return faults;
}
