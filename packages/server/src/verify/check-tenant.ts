// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { collectWords } from "../store/collect-words.js";
import { fromColumnText } from "../store/from-column-text.js";
import { toRowId, toSequence } from "../store/sqlite/event-place.js";
import { toIndexedWords } from "../store/sqlite/indexed-words.js";
import { createChainCheck } from "./chain-check.js";
import { checkColumns, readEvent } from "./check-columns.js";
import { tagEntry } from "./check-entries.js";
import { checkHead, type HeadRow } from "./check-head.js";
import type { EntrySums } from "./entry-sums.js";
import { iterateRows } from "./iterate-rows.js";
import type { RedactionCheck } from "./redaction-check.js";
import type { ReportFinding } from "./store-finding.js";
import type { StoredRow } from "./stored-row.js";
import type { SumCheck } from "./sum-check.js";
import { createTileCheck } from "./tile-check.js";

/** What the checks of all tenants share. */
export interface StoreChecks {
  readonly database: DatabaseSync;
  readonly hasLog: boolean;
  readonly report: ReportFinding;
  readonly sums: SumCheck;
  readonly words: EntrySums;
  readonly tags: EntrySums;
  readonly redactions: RedactionCheck;
  onEvent(): void;
}

/** Roots of the tree of a tenant at the sizes that were asked for. */
export type RootsBySize = ReadonlyMap<number, Uint8Array>;

/** Checks the events of a tenant in their order, with all that follows from them. Returns roots for its checkpoints. */
export function checkTenant(checks: StoreChecks, head: HeadRow, sizes: ReadonlySet<number>): RootsBySize {
  const { database, hasLog, report } = checks;
  const tenantId = fromColumnText(head.tenant_id);
  const tiles = createTileCheck(database, head.tenant_no, tenantId, report);
  const roots = new Map<number, Uint8Array>();
  const tell = (sequence: number, column: string | undefined, message: string, eventId?: string) =>
    report({
      table: "events",
      ...(column !== undefined && { column }),
      tenantId,
      sequence,
      ...(eventId !== undefined && { eventId }),
      message,
    });
  const chain = createChainCheck(
    (sequence, column, message) => tell(sequence, column === "hash" ? "leaf or received_ms" : column, message),
    tiles.onNode,
  );
  const noteRoot = () => {
    if (sizes.has(chain.tree.size) && chain.isWhole) {
      roots.set(chain.tree.size, chain.tree.root());
    }
  };
  noteRoot();
  let next = 0;
  const range = { from: toRowId(head.tenant_no, 0), end: toRowId(head.tenant_no + 1, 0) };
  for (const stored of iterateRows(database, range, report)) {
    const sequence = toSequence(stored.id);
    if (sequence > next) {
      tell(next, undefined, sequence - next === 1 ? "it is missing" : `it is missing, with all up to ${sequence - 1}`);
      chain.skip();
    }
    next = sequence + 1;
    checkRow(checks, head, stored, { tell, chain });
    noteRoot();
    checks.onEvent();
  }
  chain.end(head.last_leaf);
  noteRoot();
  tiles.end();
  checkHead(head, { next, chain: hasLog ? chain : undefined }, report);
  return roots;
}

interface RowContext {
  tell(sequence: number, column: string | undefined, message: string, eventId?: string): void;
  readonly chain: ReturnType<typeof createChainCheck>;
}

function checkRow(checks: StoreChecks, head: HeadRow, stored: StoredRow, { tell, chain }: RowContext): void {
  const sequence = toSequence(stored.id);
  const read = readEvent(stored);
  const commitment = stored.commitment ?? new Uint8Array();
  const link = { sequence, receivedMs: stored.received_ms, commitment, leaf: stored.leaf ?? new Uint8Array() };
  const columnId = fromColumnText(stored.event_id);
  if (stored.tenant_no !== head.tenant_no) {
    tell(sequence, "tenant_no", `expected ${head.tenant_no}, got ${stored.tenant_no}`, columnId);
  }
  if (!("event" in read)) {
    tell(sequence, read[0], read[1], columnId);
    if (checks.hasLog) {
      chain.push({ ...link, eventIds: [columnId], opened: undefined });
    }
    return;
  }
  const { event, row } = read;
  const { faults, commit } = checkColumns(stored, read, checks.hasLog);
  if (row.tenantId !== head.tenant_id) {
    const isBodyRight = faults.length === 0;
    checks.report({
      ...(isBodyRight ? { table: "heads", column: "tenant_id" } : { table: "events", column: "body" }),
      sequence,
      eventId: event.eventId,
      message: `the event is of the tenant ${JSON.stringify(event.tenantId)}, the head of ${JSON.stringify(head.tenant_id)}`,
    });
  }
  const opened = commit === undefined ? undefined : Buffer.from(commit, "hex");
  for (const [column, message] of faults) {
    tell(sequence, column, message, event.eventId);
  }
  if (checks.hasLog) {
    chain.push({ ...link, eventIds: [event.eventId, columnId], opened });
  }
  checks.redactions.add(stored, event);
  checks.sums.add(head.tenant_no, row);
  for (const word of toIndexedWords(head.tenant_no, collectWords(event))) {
    checks.words.add(stored.id, word);
  }
  for (const tag of row.tags) {
    checks.tags.add(stored.id, tagEntry(head.tenant_no, tag, row.seconds, row.nanos));
  }
}
