// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { eventIdOf } from "./create-soak-event.ts";

/** What is known about an event from the responses to writers. */
export interface LedgerEntry {
  readonly tenantId: string;
  readonly index: number;
  /** Contents that were sent, whatever their outcome. */
  readonly sent: Set<number>;
  /** Contents that the server refused because of different stored content. */
  readonly refused: Set<number>;
  /** The content that the server acknowledged. */
  acknowledged: number | undefined;
  /** How often the server reported it as new. */
  timesAccepted: number;
}

/** Records the responses to writers, and detects contradictions between them at once. */
export interface Ledger {
  /** Adds a new event of a tenant. */
  add(tenantId: string): LedgerEntry;
  /** Records that a content is stored. `isNew`: the server reported it as new. */
  acknowledge(entry: LedgerEntry, variant: number, isNew?: boolean): void;
  /** Records that a content was refused because of a different one. */
  refuse(entry: LedgerEntry, variant: number): void;
  /** Returns the entries of a tenant by event id. */
  entriesOf(tenantId: string): ReadonlyMap<string, LedgerEntry>;
  readonly tenants: readonly string[];
  /** Returns one of the events so far, of any tenant and preferably a recent one. Undefined before the first. */
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
      // The square favours recent events, whose first write may still be in progress.
      return order[order.length - 1 - Math.floor(fraction * fraction * order.length)];
    },
  };
}
