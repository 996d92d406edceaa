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

/** A store for the servers of a soak, with a look at its rows past any server. */
export interface SoakStore {
  /** Where it is, as `--store` takes it. */
  readonly location: string;
  /** The PostgreSQL that holds it, if it is one. */
  readonly postgres?: PostgresServer;
  /** Lists what is wrong with the rows: gaps in sequences, repetitions, sums that do not agree. */
  checkRows(): Promise<string[]>;
  /** Checks all of it for damage. To be called when no server uses it. */
  checkAll(): Promise<string[]>;
  /** Removes it. */
  dispose(): Promise<void>;
}

/** Makes an empty store of a kind: a file in a temporary folder, or a database of a PostgreSQL of its own. */
export function openSoakStore(kind: StoreKind): Promise<SoakStore> {
  return kind === "sqlite" ? openSqlite() : openPostgres();
}

/** Tenants whose log has gaps or repetitions, or whose sums disagree with their events. */
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

/** Checks a store by the server's own `fsck`: hashes, chain and tree of every log, and every index and sum. */
function runFsck(store: string): Promise<string[]> {
  return new Promise((resolve) => {
    const args = [mainScript, "fsck", "--json", "--store", store];
    execFile(process.execPath, args, { maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      resolve(error === null ? [] : [`fsck: ended with ${error.code}: ${stdout}${stderr}`]);
    });
  });
}
