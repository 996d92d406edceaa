// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { DatabaseSync } from "node:sqlite";
import { type EventStore, isStoreError, openStore } from "@chaukas/server";
import { createCompactRange, createTrailAudit, parseVerifierKey, type TrailState } from "@chaukas/spec-integrity";
import { checkCheckpoints } from "../../../dist/store/check/check-checkpoints.js";
import { checkColumns, readEvent } from "../../../dist/store/check/check-columns.js";
import { checkHead } from "../../../dist/store/check/check-head.js";
import { createRedactionCheck } from "../../../dist/store/check/check-redactions.js";
import { createSumCheck } from "../../../dist/store/check/check-sums.js";
import { createTileCheck } from "../../../dist/store/check/check-tiles.js";
import type { StoreFinding } from "../../../dist/store/check/store-finding.js";
import { toExportedRecord } from "../../../dist/store/records/commitment.js";
import {
  checkTags,
  checkWords,
  createEntryHash,
  createEntrySums,
} from "../../../dist/store/sqlite/check/check-entries.js";
import { checkStrays, checkSums, prepareTileTable, sumTables } from "../../../dist/store/sqlite/check/check-tables.js";
import { checkTenant, type SqliteHead } from "../../../dist/store/sqlite/check/check-tenant.js";
import {
  readCheckpointRows,
  readRedactionRows,
  type SqliteRow,
  selectRows,
} from "../../../dist/store/sqlite/check/read-rows.js";
import type { LogStore } from "./build-log-store.ts";
import type { Mutation } from "./create-mutations.ts";

/** How a mutation was found, and what was named. */
export interface Found {
  readonly by: "chaukas-verify" | "fsck";
  readonly table: string;
  readonly sequence: number | undefined;
}

/**
 * Finds what `chaukas-verify` and `fsck` find, without reading the whole log each time. An audit is a fold over the
 * records, so before the first altered record its state is that of the intact log. The check starts from the nearest
 * saved state and stops just after the record. Totals that `fsck` computes over all events are computed once.
 */
export interface QuickCheck {
  find(mutation: Mutation): Promise<Found | undefined>;
  close(): Promise<void>;
}

const every = 64;

/** Saves the states of an intact store. */
export async function createQuickCheck(log: LogStore): Promise<QuickCheck> {
  const store = await openStore(log.file, { access: "manage" });
  const states = await readStates(store, log);
  const tables = prepareTables(log);
  return {
    async find(mutation) {
      return (await findByExport(store, log, states, mutation)) ?? tables.find(mutation);
    },
    async close() {
      tables.close();
      await store.close();
    },
  };
}

async function readStates({ log }: EventStore, { origin, tenantId, size }: LogStore): Promise<TrailState[]> {
  const audit = createTrailAudit({ origin });
  const states: TrailState[] = [];
  for (let next = 0; next < size; next += every) {
    states.push(audit.state() as TrailState);
    for (const entry of (await log?.readEntries(tenantId, { fromSequence: next, limit: every })) ?? []) {
      audit.push(toExportedRecord(entry));
    }
  }
  if (audit.finish().verdict === "failed") {
    throw new Error("store: expected an intact one at the start");
  }
  return states;
}

async function findByExport(
  { log }: EventStore,
  { origin, tenantId, size }: LogStore,
  states: readonly TrailState[],
  { table, sequences }: Mutation,
): Promise<Found | undefined> {
  if (table !== "events") {
    return undefined;
  }
  const first = Math.max(0, Math.min(...sequences.filter((sequence) => sequence < size)));
  const start = states[Math.min(Math.floor(first / every), states.length - 1)] as TrailState;
  const audit = createTrailAudit({ origin, start });
  const found = (sequence: number | undefined): Found => ({ by: "chaukas-verify", table: "events", sequence });
  try {
    const limit = Math.min(2 * every, size - start.size);
    for (const entry of (await log?.readEntries(tenantId, { fromSequence: start.size, limit })) ?? []) {
      const fault = entry.sequence < size ? audit.push(toExportedRecord(entry)) : undefined;
      if (fault !== undefined) {
        return found(fault.sequence);
      }
    }
    const end = audit.finish().records + start.size;
    return end < Math.min(start.size + limit, size) ? found(end) : undefined;
  } catch (error) {
    const named = isStoreError(error) ? /with sequence (\d+) /.exec(error.message)?.[1] : undefined;
    return found(named === undefined ? undefined : Number(named));
  }
}

function prepareTables({ file, key }: LogStore) {
  const verifiers = [parseVerifierKey(key)];
  const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  let findings: StoreFinding[] = [];
  const report = (finding: StoreFinding) => void findings.push(finding);
  const heads = () => database.prepare("SELECT * FROM heads ORDER BY tenant_no").all() as unknown as SqliteHead[];
  const head = heads()[0] as SqliteHead;
  const sums = createSumCheck(sumTables, report);
  const [words, tags] = [createEntryHash(), createEntryHash()].map(createEntrySums) as [
    ReturnType<typeof createEntrySums>,
    ReturnType<typeof createEntrySums>,
  ];
  const redactions = createRedactionCheck(readRedactionRows(database), report);
  const checkpoints = readCheckpointRows(database, head.tenant_no);
  const checks = { database, hasLog: true, report, sums, words, tags, redactions, onEvent() {} };
  const roots = checkTenant(checks, head, new Set(checkpoints.map(({ size }) => size)));
  const originHost = Buffer.from(
    database.prepare("SELECT value FROM meta WHERE name = 'origin_host'").get()?.["value"] as Uint8Array,
  ).toString();
  const leaves = database.prepare("SELECT leaf FROM events ORDER BY id").all() as { leaf: Uint8Array }[];
  if (findings.length > 0) {
    throw new Error(`store: expected an intact one at the start, got ${JSON.stringify(findings[0])}`);
  }

  const tree = createCompactRange();
  for (const { leaf } of leaves) {
    tree.append(leaf);
  }
  const chain = { tree, isWhole: true, lastLeaf: () => leaves.at(-1)?.leaf as Uint8Array };

  const checkRedactions = (sequences: readonly number[]) => {
    const check = createRedactionCheck(readRedactionRows(database), report);
    const ids = [...sequences, leaves.length - 1].map((sequence) => head.tenant_no * 2 ** 32 + sequence);
    const select = `${selectRows} WHERE revision > 0 OR id IN (SELECT value FROM json_each(?)) ORDER BY id`;
    for (const stored of database.prepare(select).all(JSON.stringify(ids)) as unknown as SqliteRow[]) {
      const read = readEvent(stored);
      if ("event" in read) {
        const { id: key, sequence, revision } = stored;
        const { redaction } = checkColumns(stored, read, true);
        check.add({ key, sequence, revision, event: read.event, redaction });
      }
    }
    check.end();
  };
  const checkTiles = () => {
    const tiles = createTileCheck();
    const table = prepareTileTable(database, head.tenant_no, head.tenant_id, report);
    const rebuilt = createCompactRange();
    for (const { leaf } of leaves) {
      rebuilt.append(leaf, tiles.onNode);
    }
    table.check(tiles);
    table.end(tiles);
  };
  const checkRow = (sequence: number) => {
    const row = database.prepare(`${selectRows} WHERE id = ?`).get(head.tenant_no * 2 ** 32 + sequence);
    const stored = row as unknown as SqliteRow | undefined;
    if (stored === undefined) {
      return;
    }
    const read = readEvent(stored);
    const faults = "event" in read ? checkColumns(stored, read, true).faults : [read];
    if (stored.tenant_no !== head.tenant_no) {
      report({ table: "events", column: "tenant_no", sequence, message: "" });
    }
    for (const [column, message] of faults) {
      report({ table: "events", column, sequence, message });
    }
  };
  const byTable: Readonly<Record<string, (mutation: Mutation) => void>> = {
    events: ({ sequences }) => {
      sequences.forEach(checkRow);
      checkRedactions(sequences);
      const last = database
        .prepare("SELECT max(id) AS id FROM events WHERE id < ?")
        .get((head.tenant_no + 1) * 2 ** 32);
      checkHead(head, { next: (Number(last?.["id"]) % 2 ** 32) + 1, chain: undefined }, report);
    },
    event_tags: () => checkTags(database, tags, report),
    event_words: () => checkWords(database, words, report),
    tallies: () => checkSums(database, sums),
    sessions: () => checkSums(database, sums),
    tiles: checkTiles,
    heads: () => {
      for (const row of heads()) {
        checkHead(
          row,
          row.tenant_no === head.tenant_no ? { next: leaves.length, chain } : { next: 0, chain: undefined },
          report,
        );
        if (row.tenant_no === head.tenant_no && row.tenant_id !== head.tenant_id) {
          report({ table: "heads", column: "tenant_id", message: "" });
        }
      }
    },
    checkpoints: () => {
      const rows = readCheckpointRows(database, head.tenant_no);
      checkCheckpoints(rows, { head, originHost, verifiers, roots }, report);
    },
    redactions: () => checkRedactions([]),
  };
  return {
    find(mutation: Mutation): Found | undefined {
      findings = [];
      checkStrays(database, report);
      byTable[mutation.table]?.(mutation);
      const [first] = findings;
      return first && { by: "fsck", table: first.table, sequence: first.sequence };
    },
    close: () => database.close(),
  };
}
