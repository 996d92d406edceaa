// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { CheckpointRow } from "../../check/check-checkpoints.js";
import type { StoredRow } from "../../check/check-columns.js";
import type { HeadRow } from "../../check/check-head.js";
import type { RedactionRow } from "../../check/check-redactions.js";
import type { ReportFinding } from "../../check/store-finding.js";
import { fromColumnText } from "../../words/column-text.js";

/** A tenant, as stored in columns and as displayed. */
export interface TenantName {
  readonly column: string;
  readonly tenantId: string;
}

/** A row of `chaukas.events`, without its tenant. */
export interface PostgresRow extends StoredRow {
  readonly tags: readonly string[];
  readonly search_terms: readonly string[];
}

const eventsPerPage = 500;
const maxPageBytes = 16 * 1024 * 1024;

const required = [
  ...["seconds", "nanos", "type", "status", "severity", "received_ms", "event_id", "project_id", "session_id"],
  ...["agent_id", "span_id", "trace_id", "revision", "body", "tags", "search_terms"],
];

/** Returns the statement that reads a page after a sequence, ending before the event that would exceed the limit. */
function selectPage(isFirst: boolean): string {
  return `
    select sequence, ${required.join(", ")}, leaf, commit as commitment, hash_prev, content_hash, salt_key, opening
      from (
        select *, row_number() over (order by sequence) as place,
          sum(length(body) + coalesce(length(opening), 0) + pg_column_size(search_terms)) over (order by sequence) as bytes
          from (
            select * from chaukas.events where tenant_id = $1 ${isFirst ? "" : "and sequence > $2"}
             order by sequence limit ${eventsPerPage}
          ) part
      ) measured
     where bytes <= ${maxPageBytes} or bytes is null or place = 1
     order by sequence`;
}

/** Reads the events of a tenant in order, page by page. Reports and skips rows that cannot be read. */
export async function* readEventPages(
  client: ClientBase,
  { column: tenant, tenantId }: TenantName,
  report: ReportFinding,
): AsyncGenerator<PostgresRow[]> {
  let last: string | undefined;
  for (;;) {
    const values = last === undefined ? [tenant] : [tenant, last];
    const { rows } = await client.query<Record<string, unknown>>(selectPage(last === undefined), values);
    if (rows.length === 0) {
      return;
    }
    last = String(rows.at(-1)?.["sequence"]);
    yield rows.flatMap((row) => {
      const problem = findProblem(row);
      if (problem !== undefined) {
        report({ table: "events", tenantId, ...problem });
        return [];
      }
      return [toStoredRow(row)];
    });
  }
}

function findProblem(row: Record<string, unknown>) {
  const sequence = Number(row["sequence"]);
  if (!Number.isSafeInteger(sequence) || sequence < 0) {
    return { column: "sequence", message: `expected a number from 0 to 2^53, got ${row["sequence"]}` };
  }
  const column = required.find((name) => row[name] === null);
  return column === undefined ? undefined : { column, sequence, message: "expected a value, found none" };
}

/** Converts large integers, which the driver returns as text. */
function toStoredRow(row: Record<string, unknown>): PostgresRow {
  const numbers = ["sequence", "seconds", "received_ms"].map((name) => [name, Number(row[name])]);
  return { ...row, ...Object.fromEntries(numbers) } as unknown as PostgresRow;
}

const rowsPerFetch = 1_000;

/** Reads the rows of a statement within a transaction, without keeping many of them in memory. */
export async function* readRows(client: ClientBase, sql: string): AsyncGenerator<Record<string, unknown>> {
  await client.query(`declare chaukas_rows no scroll cursor for ${sql}`);
  for (;;) {
    const { rows } = await client.query<Record<string, unknown>>(`fetch ${rowsPerFetch} from chaukas_rows`);
    if (rows.length === 0) {
      break;
    }
    yield* rows;
  }
  await client.query("close chaukas_rows");
}

/** Reads the heads of all tenants, in the order of their names. */
export async function readHeads(client: ClientBase): Promise<HeadRow[]> {
  const { rows } = await client.query<HeadRow>(
    "select tenant_id, next_sequence, last_leaf, frontier from chaukas.heads order by tenant_id",
  );
  return rows.map((row) => ({ ...row, next_sequence: Number(row.next_sequence) }));
}

interface StoredRedaction {
  readonly tenant_id: string;
  readonly sequence: string;
  readonly revision: number;
  readonly record_sequence: string;
}

/** Returns a key that is unique among the events of a store. */
export function toEventKey(tenantId: string, sequence: number | string): string {
  return JSON.stringify([tenantId, Number(sequence)]);
}

/** Reads the rows of `redactions`. */
export async function readRedactionRows(client: ClientBase): Promise<RedactionRow[]> {
  const { rows } = await client.query<StoredRedaction>(
    "select tenant_id, sequence, revision, record_sequence from chaukas.redactions order by 1, 2, 3",
  );
  return rows.map(({ tenant_id, sequence, revision, record_sequence }) => ({
    event: toEventKey(tenant_id, sequence),
    sequence: Number(sequence),
    revision,
    record: toEventKey(tenant_id, record_sequence),
    shown: [tenant_id, Number(sequence), revision, Number(record_sequence)],
  }));
}

/** Checkpoints of a tenant, read in parts, in order of size. */
interface CheckpointRows {
  /** Reads those up to a size that have not been read yet. */
  readUpTo(size: number): Promise<CheckpointRow[]>;
  /** Reads all that have not been read yet. */
  readRest(): Promise<CheckpointRow[]>;
}

const [minSize, maxSize] = [(-(2n ** 63n)).toString(), (2n ** 63n - 1n).toString()];

/** Creates a reader that starts with the smallest checkpoint. The tenant is in the form of `toColumnText`. */
export function readCheckpointRows(client: ClientBase, tenantId: string): CheckpointRows {
  let from = minSize;
  const read = async (to: string): Promise<CheckpointRow[]> => {
    const { rows } = await client.query<{ size: string; root: Uint8Array; note: string }>(
      `select size, coalesce(root, '') as root, coalesce(note, '') as note from chaukas.checkpoints
        where tenant_id = $1 and size >= $2 and size <= $3 order by size`,
      [tenantId, from, to],
    );
    return rows.map(({ size, root, note }) => ({ size: Number(size), root, note: fromColumnText(note) }));
  };
  return {
    async readUpTo(size) {
      const rows = await read(String(size));
      from = String(size + 1);
      return rows;
    },
    readRest: () => read(maxSize),
  };
}
