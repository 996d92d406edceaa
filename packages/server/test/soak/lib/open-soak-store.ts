// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type PostgresServer, startPostgres } from "../../postgres/start-postgres.ts";
import { mainScript } from "../../served/server-process.ts";
import type { StoreKind } from "./soak.ts";

/** A store for the servers of a soak test, with direct access to its rows. */
export interface SoakStore {
  /** Value of `--store`. */
  readonly location: string;
  /** The PostgreSQL server of the store, if any. */
  readonly postgres?: PostgresServer;
  /** Lists what is wrong with the rows: gaps in sequences, repetitions, and wrong sums. */
  checkRows(): Promise<string[]>;
  /** Checks the whole store for damage. No server may be using it. */
  checkAll(): Promise<string[]>;
  /** Removes the store. */
  dispose(): Promise<void>;
}

/** Creates an empty store: a file in a temporary folder, or a database of a new PostgreSQL server. */
export function openSoakStore(kind: StoreKind): Promise<SoakStore> {
  return kind === "sqlite" ? openSqlite() : openPostgres();
}

/** Queries for tenants whose log has gaps or repetitions, or whose sums do not match their events. */
function checksOf(tenantNo: string, sequence: string, schema: string): Record<string, string> {
  return {
    "sequence with gaps": `
      select h.tenant_id from ${schema}heads h left join ${schema}events e on e.${tenantNo} = h.${tenantNo}
      group by h.tenant_id, h.next_sequence
      having count(e.event_id) <> h.next_sequence or count(distinct e.event_id) <> h.next_sequence
        or (h.next_sequence > 0 and (min(${sequence}) <> 0 or max(${sequence}) <> h.next_sequence - 1))`,
    "sums other than the events": `
      select h.tenant_id from ${schema}heads h where h.next_sequence <>
        (select coalesce(sum(t.events), 0) from ${schema}tallies t where t.${tenantNo} = h.${tenantNo})
        or h.next_sequence <>
        (select coalesce(sum(s.events), 0) from ${schema}sessions s where s.${tenantNo} = h.${tenantNo})`,
    "events without a head": `
      select distinct e.${tenantNo} as tenant_id from ${schema}events e
      where not exists (select 1 from ${schema}heads h where h.${tenantNo} = e.${tenantNo})`,
  };
}

async function runChecks(checks: Record<string, string>, query: (sql: string) => unknown): Promise<string[]> {
  const faults: string[] = [];
  for (const [fault, sql] of Object.entries(checks)) {
    const rows = (await query(sql)) as { tenant_id: unknown }[];
    faults.push(...rows.map((row) => `${row.tenant_id}: ${fault}`));
  }
  return faults;
}

async function openSqlite(): Promise<SoakStore> {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-soak-"));
  const location = join(folder, "events.db");
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const use = async <T>(work: (database: DatabaseSync) => T | Promise<T>): Promise<T> => {
    const database = new DatabaseSync(location, { timeout: 10_000 });
    try {
      return await work(database);
    } finally {
      database.close();
    }
  };
  return {
    location,
    checkRows: () =>
      use((database) =>
        runChecks(checksOf("tenant_no", "e.id % 4294967296", ""), (sql) => database.prepare(sql).all()),
      ),
    checkAll: async () => {
      const rows = await use((database) => database.prepare("pragma integrity_check").all());
      const damage = rows.map((row) => String(row["integrity_check"])).filter((text) => text !== "ok");
      return [...damage, ...(await runFsck(location))];
    },
    async dispose() {
      process.removeListener("exit", remove);
      remove();
    },
  };
}

async function openPostgres(): Promise<SoakStore> {
  const postgres = await startPostgres();
  const location = await postgres.createDatabase();
  return {
    location,
    postgres,
    checkRows: () => runChecks(checksOf("tenant_id", "e.sequence", "chaukas."), (sql) => postgres.query(sql, location)),
    checkAll: () => runFsck(location),
    dispose: () => postgres.stop(),
  };
}

/** Checks a store with the server's own `fsck`: hashes, chain and tree of every log, and every index and sum. */
function runFsck(store: string): Promise<string[]> {
  return new Promise((resolve) => {
    const args = [mainScript, "fsck", "--json", "--store", store];
    execFile(process.execPath, args, { maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      resolve(error === null ? [] : [`fsck: exited with ${error.code}: ${stdout}${stderr}`]);
    });
  });
}
