// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it, vi } from "vitest";
import { useFilledPostgres } from "../../../../test/postgres/use-filled-postgres.js";
import type { StoreFinding } from "../../check/store-finding.js";
import { countColumns } from "../../sessions/session-share.js";

// Databases take long to start on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const getFilled = useFilledPostgres();

/** All columns except those that nothing vouches for: `keys`, `secrets`, `cursors` and `checkpoints.signed_ms`. */
const columns: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  events: {
    ...{ tenant_id: "key", sequence: "key", event_id: "text", project_id: "text", session_id: "text" },
    ...{ agent_id: "text", span_id: "text", trace_id: "text", type: "number", status: "number", severity: "number" },
    ...{ seconds: "number", nanos: "number", received_ms: "number", tags: "list", search_terms: "list", body: "bytes" },
    ...{ commit: "bytes", hash_prev: "bytes", leaf: "bytes", salt_key: "bytes", content_hash: "bytes" },
    ...{ opening: "bytes", revision: "revision" },
  },
  redactions: { tenant_id: "key", sequence: "key", revision: "key", record_sequence: "key" },
  tiles: { tenant_id: "key", level: "key", index: "key", root: "bytes", hashes: "bytes" },
  checkpoints: { tenant_id: "key", size: "number", root: "bytes", note: "text" },
  heads: { tenant_id: "key", next_sequence: "number", last_leaf: "bytes", frontier: "bytes" },
  tallies: { tenant_id: "key", project_id: "key", type: "key", status: "key", severity: "key", events: "number" },
  sessions: {
    ...{ tenant_id: "key", session_id: "key", project_id: "key" },
    ...{ events: "number", first_ns: "number", last_ns: "number" },
    ...Object.fromEntries(countColumns.map((column) => [column, "number"] as const)),
  },
  session_names: {
    ...{ tenant_id: "key", session_id: "key", project_id: "key", kind: "key", name: "key" },
    ...{ events: "number", cost: "number" },
  },
  properties: { name: "key", value: "host" },
};

/** Kind of a column. A key identifies the row, so findings name only the table. */
type Kind = "key" | "text" | "number" | "list" | "bytes" | "revision" | "host";

/** Returns SQL expressions that change the value of a column. */
function changesOf(table: string, column: string, kind: Kind): string[] {
  const isText = ["tenant_id", "session_id", "project_id", "kind", "name"].includes(column);
  const isFree = column === "tenant_id" && ["events", "redactions", "tiles", "checkpoints"].includes(table);
  const flip = (place: string) => `set_byte(${column}, ${place}, get_byte(${column}, ${place}) # 1)`;
  switch (kind) {
    case "list":
      return [`${column} || 'more'::text`, `${column}[2:]`, `'{}'`, `array[${column}]`];
    case "bytes":
      return [flip("0"), flip(`length(${column}) - 1`), `${column} || '\\x00'`, `''`];
    case "revision":
      return [`${column} + 1`];
    case "host":
      return ["'no host'"];
    case "text":
      return [`${column} || 'x'`, "'globex'"];
    case "number":
      return [`${column} + 1`, `${column} + 4096`, `-${column} - 1`];
    case "key":
      return isText ? [`${column} || 'x'`, ...(isFree ? ["'globex'"] : [])] : [`${column} + 4096`, `-${column} - 1`];
  }
}

/** Returns SQL for a row in the middle of those that have a value in the column. */
function rowOf(table: string, column: string): string {
  const tenant = table === "properties" ? "" : "and tenant_id = 'acme'";
  const where = column === "revision" && table === "events" ? "opening is not null" : `${column} is not null`;
  return `(select ctid from chaukas.${table} where ${where} ${tenant} order by ctid desc
            offset (select count(*) / 2 from chaukas.${table} where ${where} ${tenant}) limit 1)`;
}

function isNamed({ table: found, column: foundColumn }: StoreFinding, table: string, column: string, kind: Kind) {
  if (kind === "key") {
    // If the tenant of a head changes, the finding may be about the events that lack a head.
    return found === table || (table === "heads" && found === "events");
  }
  return found === table && foundColumn?.includes(column);
}

const cases = Object.entries(columns).flatMap(([table, kinds]) =>
  Object.entries(kinds).map(([column, kind]) => [table, column, kind] as const),
);

it("covers every existing column", async () => {
  const { server, url } = getFilled();
  const rows = await server.query(
    `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'chaukas'
       and table_name not in ('keys', 'secrets', 'cursors', 'schema_version') and column_name <> 'signed_ms'`,
    url,
  );
  expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(cases.map(([table, column]) => `${table}.${column}`)));
});

it.each(cases)("finds changes in %s.%s", async (table, column, kind) => {
  for (const change of changesOf(table, column, kind)) {
    const findings = await getFilled().findAfter(
      `update chaukas.${table} set ${column} = ${change} where ctid = ${rowOf(table, column)}`,
    );
    expect(findings, change).toSatisfy((list: StoreFinding[]) =>
      list.some((finding) => isNamed(finding, table, column, kind)),
    );
    expect(findings.map((finding) => finding.table)).not.toContain("pg_catalog");
  }
});
