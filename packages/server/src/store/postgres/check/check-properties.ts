// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatOrigin, parseOrigin } from "@chaukas/spec-integrity";
import type { ClientBase } from "pg";
import type { HeadRow } from "../../check/check-head.js";
import type { ReportFinding } from "../../check/store-finding.js";

const originHost = "origin_host";

/**
 * Checks what is settled for the life of a store. Resolves with the host of its logs: empty when it keeps none, and a
 * made-up one where what is stored is no host.
 */
export async function checkProperties(
  client: ClientBase,
  heads: readonly HeadRow[],
  report: ReportFinding,
): Promise<string> {
  const versions = await client.query("select from chaukas.schema_version");
  if (versions.rowCount !== 1) {
    report({ table: "schema_version", message: `expected one row, got ${versions.rowCount}` });
  }
  const { rows } = await client.query<{ name: string; value: string }>("select name, value from chaukas.properties");
  for (const { name } of rows.filter((row) => row.name !== originHost)) {
    report({ table: "properties", column: "name", message: `${name}: expected no such row` });
  }
  const host = rows.find(({ name }) => name === originHost)?.value;
  if (host === undefined) {
    const hasLog = heads.some(({ last_leaf }) => last_leaf !== null);
    if (heads.some(({ next_sequence }) => next_sequence > 0)) {
      report({ table: "properties", message: `${originHost}: it is missing` });
    }
    return hasLog ? "host.invalid" : "";
  }
  try {
    return host === "" ? host : parseOrigin(formatOrigin(host, "t")).host;
  } catch {
    const message = `${originHost}: expected a host, got ${JSON.stringify(host)}`;
    report({ table: "properties", column: "value", message });
    return "host.invalid";
  }
}
