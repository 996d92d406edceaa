// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { ClientBase } from "pg";
import type { ReportFinding } from "../../check/store-finding.js";
import type { StoredRow } from "../../check/stored-row.js";
import type { TenantName } from "./tenant-name.js";

/** A row of `chaukas.events`, without its tenant. */
export interface PostgresRow extends StoredRow {
  readonly tags: readonly string[];
  readonly words: readonly string[];
}

const pageSize = 500;
const maxPageBytes = 16 * 1024 * 1024;

const required = [
  ...["seconds", "nanos", "type", "status", "severity", "received_ms", "event_id", "project_id", "session_id"],
  ...["agent_id", "span_id", "trace_id", "revision", "body", "tags", "words"],
];

/** Statement that reads a page behind a sequence, up to the event with which the bytes exceed what is allowed. */
function selectPage(isFirst: boolean): string {
  return `
    select sequence, ${required.join(", ")}, leaf, commit as commitment, hash_prev, content_hash, salt_key, opening
      from (
        select *, row_number() over (order by sequence) as place,
          sum(length(body) + coalesce(length(opening), 0) + pg_column_size(words)) over (order by sequence) as bytes
          from (
            select * from chaukas.events where tenant_id = $1 ${isFirst ? "" : "and sequence > $2"}
             order by sequence limit ${pageSize}
          ) part
      ) measured
     where bytes <= ${maxPageBytes} or bytes is null or place = 1
     order by sequence`;
}

/** Reads the events of a tenant, in their order and some at a time. A row that cannot be read is reported and left out. */
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

/** The driver gives large integers as text. */
function toStoredRow(row: Record<string, unknown>): PostgresRow {
  const numbers = ["sequence", "seconds", "received_ms"].map((name) => [name, Number(row[name])]);
  return { ...row, ...Object.fromEntries(numbers) } as unknown as PostgresRow;
}
