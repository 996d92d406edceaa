// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { NoteVerifier } from "@chaukas/spec-integrity";
import type { ClientBase } from "pg";
import { type CheckpointRow, checkCheckpoints } from "../../check/check-checkpoints.js";
import type { CheckedEvent, ReadEvent } from "../../check/check-columns.js";
import type { HeadRow } from "../../check/check-head.js";
import type { RedactionCheck } from "../../check/check-redactions.js";
import type { SumCheck } from "../../check/check-sums.js";
import { createTenantCheck } from "../../check/check-tenant.js";
import type { ReportFinding, StoreFinding } from "../../check/store-finding.js";
import { collectWords } from "../../words/collect-words.js";
import { fromColumnText } from "../../words/column-text.js";
import { toOwnTerms } from "../connect/own-terms.js";
import { checkFullTiles, findExtraTiles } from "./check-tables.js";
import { type PostgresRow, readCheckpointRows, readEventPages, type TenantName, toEventKey } from "./read-rows.js";

/** State that the checks of all tenants share. */
export interface StoreChecks {
  readonly client: ClientBase;
  /** Host of the logs. Empty if the store keeps none. */
  readonly originHost: string;
  readonly verifiers: readonly NoteVerifier[];
  readonly report: ReportFinding;
  readonly sums: SumCheck;
  readonly redactions: RedactionCheck;
  onEvent(): void;
}

/** Checks the events of a tenant in order, and everything that is derived from them. */
export async function checkTenant(checks: StoreChecks, head: HeadRow): Promise<void> {
  const { client, originHost } = checks;
  const names = { column: head.tenant_id, tenantId: fromColumnText(head.tenant_id) };
  const report = reportUnderOwnNames(checks.report);
  const checkpoints = createCheckpointCheck(client, head, checks, report);
  const { push, end, tiles, roots } = createTenantCheck<PostgresRow>(head, {
    hasLog: originHost !== "",
    tenantTable: "events",
    report,
    sizes: checkpoints.sizes,
    onEvent: (stored, read) => checkRest(checks, names, stored, read),
  });
  for await (const rows of readEventPages(client, names, report)) {
    const last = rows.at(-1)?.sequence;
    if (last === undefined) {
      continue;
    }
    await checkpoints.read(last + 1);
    for (const row of rows) {
      push(row);
      checks.onEvent();
    }
    // Excluding the last event, since its correct leaf may only be known from the next one.
    checkpoints.check(roots, last);
    await checkFullTiles(client, tiles, names, report);
  }
  await checkpoints.read();
  end();
  checkpoints.check(roots);
  await checkFullTiles(client, tiles, names, report);
  await findExtraTiles(client, tiles, names, report);
}

/** Checks the columns that only PostgreSQL has against an event, and adds the event to the sums. */
function checkRest(
  { report, redactions, sums }: StoreChecks,
  { column: tenant, tenantId }: TenantName,
  stored: PostgresRow,
  read: CheckedEvent,
): void {
  const { sequence, revision } = stored;
  const { event, row, redaction } = read;
  for (const [column, message] of findWrongTerms(stored, read)) {
    report({ table: "events", column, tenantId, sequence, eventId: event.eventId, message });
  }
  redactions.add({ key: toEventKey(tenant, sequence), sequence, revision, event, redaction });
  sums.add(tenant, row);
}

/** Renames the column that is called `commitment` in SQLite. */
function reportUnderOwnNames(report: ReportFinding): ReportFinding {
  return (finding: StoreFinding) =>
    report(finding.table === "events" && finding.column === "commitment" ? { ...finding, column: "commit" } : finding);
}

/** Finds columns that differ from the tags or the words of an event. */
function findWrongTerms({ tags, search_terms }: PostgresRow, { event, row }: ReadEvent): [string, string][] {
  const wrong: [string, string][] = [];
  if (!isSame(tags, toOwnTerms(row.tenantId, row.tags))) {
    wrong.push(["tags", "expected the tags of the event, found others"]);
  }
  if (!isSame(search_terms, toOwnTerms(row.tenantId, collectWords(event)))) {
    wrong.push(["search_terms", "expected the words of the event, found others"]);
  }
  return wrong;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((term, index) => term === other[index]);
}

/** Checks the checkpoints of a tenant against the tree as it grows, without keeping many of them in memory. */
interface CheckpointCheck {
  /** Sizes for which the root is needed. */
  readonly sizes: ReadonlySet<number>;
  /** Reads the checkpoints up to a size, or all remaining ones, before the tree reaches it. */
  read(size?: number): Promise<void>;
  /** Checks those up to a size, or all that were read, and removes them with their roots. */
  check(roots: Map<number, Uint8Array>, size?: number): void;
}

/** Creates the check. Starts with the smallest checkpoint. */
function createCheckpointCheck(
  client: ClientBase,
  head: HeadRow,
  log: { readonly originHost: string; readonly verifiers: readonly NoteVerifier[] },
  report: ReportFinding,
): CheckpointCheck {
  const checkpoints = readCheckpointRows(client, head.tenant_id);
  const sizes = new Set<number>();
  let pending: CheckpointRow[] = [];
  return {
    sizes,
    async read(upTo) {
      const rows = await (upTo === undefined ? checkpoints.readRest() : checkpoints.readUpTo(upTo));
      pending.push(...rows);
      for (const { size } of rows) {
        sizes.add(size);
      }
    },
    check(roots, upTo = Number.POSITIVE_INFINITY) {
      const due = pending.filter(({ size }) => size <= upTo);
      pending = pending.filter(({ size }) => size > upTo);
      checkCheckpoints(due, { head, ...log, roots }, report);
      for (const { size } of due) {
        sizes.delete(size);
        roots.delete(size);
      }
    },
  };
}
