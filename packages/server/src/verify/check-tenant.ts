// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { DatabaseSync } from "node:sqlite";
import { collectWords } from "../store/collect-words.js";
import { fromColumnText } from "../store/from-column-text.js";
import { toRowId, toSequence } from "../store/sqlite/event-place.js";
import { joinHashes } from "../store/sqlite/hash-list.js";
import { toIndexedWords } from "../store/sqlite/indexed-words.js";
import { createChainCheck } from "./chain-check.js";
import { checkColumns, readEvent } from "./check-columns.js";
import type { EntrySums } from "./entry-sums.js";
import { iterateRows } from "./iterate-rows.js";
import type { RedactionCheck } from "./redaction-check.js";
import type { ReportFinding } from "./store-finding.js";
import type { StoredRow } from "./stored-row.js";
import type { SumCheck } from "./sum-check.js";
import { createTileCheck } from "./tile-check.js";

/** Row of `heads`. */
export interface HeadRow {
  readonly tenant_no: number;
  readonly tenant_id: string;
  readonly next_sequence: number;
  readonly last_leaf: Uint8Array | null;
  readonly frontier: Uint8Array | null;
}

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
  checkHead(checks, head, next, chain, hasLog);
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
    checks.tags.add(stored.id, JSON.stringify([head.tenant_no, tag, row.seconds, row.nanos]));
  }
}

function checkHead(
  { report }: StoreChecks,
  head: HeadRow,
  next: number,
  chain: ReturnType<typeof createChainCheck>,
  hasLog: boolean,
): void {
  const tell = (column: string, message: string) =>
    report({ table: "heads", column, tenantId: fromColumnText(head.tenant_id), message });
  if (head.next_sequence > next) {
    const missing = head.next_sequence - next;
    report({
      table: "events",
      tenantId: fromColumnText(head.tenant_id),
      sequence: next,
      message: `the last ${missing} are missing, or heads.next_sequence was altered`,
    });
  } else if (head.next_sequence < next) {
    tell("next_sequence", `expected ${next}, as there are events, got ${head.next_sequence}`);
  }
  if (!chain.isWhole || !hasLog) {
    return;
  }
  const state = chain.tree.state();
  const leaf = state.size === 0 ? null : chain.lastLeaf();
  if (!isSame(head.last_leaf, leaf)) {
    tell("last_leaf", "it is not the leaf of the last event");
  }
  if (!isSame(head.frontier, state.size === 0 ? null : joinHashes(state.hashes))) {
    tell("frontier", "it is not what the events lead to");
  }
}

function isSame(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}
