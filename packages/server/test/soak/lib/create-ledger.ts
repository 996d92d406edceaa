// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { eventIdOf } from "./create-soak-event.ts";

/** What is known of one event from the answers that writers got. */
export interface LedgerEntry {
  readonly tenantId: string;
  readonly index: number;
  /** Contents that were sent, whatever became of them. */
  readonly sent: Set<number>;
  /** Contents that the server said it refuses, since others are stored. */
  readonly refused: Set<number>;
  /** The content that the server said is stored. */
  acknowledged: number | undefined;
  /** How often the server said that it was new. */
  timesAccepted: number;
}

/** Keeps what writers were told, and notices at once where answers contradict one another. */
export interface Ledger {
  /** Makes up an event of a tenant. */
  add(tenantId: string): LedgerEntry;
  /** Notes that a content is stored. `isNew`: the server said that it was not before. */
  acknowledge(entry: LedgerEntry, variant: number, isNew?: boolean): void;
  /** Notes that a content was refused for another one. */
  refuse(entry: LedgerEntry, variant: number): void;
  /** Entries of a tenant by identifier of the event. */
  entriesOf(tenantId: string): ReadonlyMap<string, LedgerEntry>;
  readonly tenants: readonly string[];
  /** One of the events so far, of any tenant, mostly of the last ones; undefined before the first. */
  pick(fraction: number): LedgerEntry | undefined;
  /** Contradictions. */
  readonly faults: string[];
  readonly counts: { acknowledged: number; refused: number; unanswered: number };
}

/** Creates an empty ledger. */
export function createLedger(): Ledger {
  const tenants = new Map<string, Map<string, LedgerEntry>>();
  const order: LedgerEntry[] = [];
  const faults: string[] = [];
  const counts = { acknowledged: 0, refused: 0, unanswered: 0 };

  const compare = (entry: LedgerEntry) => {
    if (entry.acknowledged !== undefined && entry.refused.has(entry.acknowledged)) {
      const id = eventIdOf(entry.tenantId, entry.index);
      faults.push(`${id}: content ${entry.acknowledged} was both acknowledged and refused`);
    }
  };
  return {
    faults,
    counts,
    get tenants() {
      return [...tenants.keys()];
    },
    add(tenantId) {
      const entries = tenants.get(tenantId) ?? new Map<string, LedgerEntry>();
      tenants.set(tenantId, entries);
      const index = entries.size;
      const entry = { tenantId, index, sent: new Set<number>(), refused: new Set<number>() };
      const added: LedgerEntry = { ...entry, acknowledged: undefined, timesAccepted: 0 };
      entries.set(eventIdOf(tenantId, index), added);
      order.push(added);
      return added;
    },
    acknowledge(entry, variant, isNew = false) {
      counts.acknowledged += 1;
      const id = eventIdOf(entry.tenantId, entry.index);
      if (entry.acknowledged !== undefined && entry.acknowledged !== variant) {
        faults.push(`${id}: contents ${entry.acknowledged} and ${variant} were both acknowledged`);
      }
      entry.acknowledged = variant;
      entry.timesAccepted += isNew ? 1 : 0;
      if (entry.timesAccepted > 1) {
        faults.push(`${id}: accepted as new ${entry.timesAccepted} times`);
      }
      compare(entry);
    },
    refuse(entry, variant) {
      counts.refused += 1;
      entry.refused.add(variant);
      compare(entry);
    },
    entriesOf: (tenantId) => tenants.get(tenantId) ?? new Map(),
    pick(fraction) {
      // The square makes recent ones likelier, whose first writing may still be under way.
      return order[order.length - 1 - Math.floor(fraction * fraction * order.length)];
    },
  };
}
