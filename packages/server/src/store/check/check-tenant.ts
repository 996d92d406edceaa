// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromColumnText } from "../words/column-text.js";
import { type ChainCheck, createChainCheck } from "./check-chain.js";
import type { StoredRow } from "./check-columns.js";
import { type CheckedEvent, checkColumns, readEvent } from "./check-columns.js";
import { checkHead, describeGap, type HeadRow } from "./check-head.js";
import { createTileCheck, type TileCheck } from "./check-tiles.js";
import type { ReportFinding } from "./store-finding.js";

/** Roots of the tree of a tenant at the requested sizes. */
export type RootsBySize = ReadonlyMap<number, Uint8Array>;

/** What the check of a tenant needs from the store. */
export interface TenantCheckOptions<Row extends StoredRow> {
  readonly hasLog: boolean;
  /** Table that assigns an event to its tenant. */
  readonly tenantTable: "events" | "heads";
  readonly report: ReportFinding;
  /** Sizes of the tree whose roots to compute. */
  readonly sizes: ReadonlySet<number>;
  /** Called for each event that can be decoded, to check it against the other tables. */
  onEvent(stored: Row, read: CheckedEvent): void;
}

/** Checks the events of a tenant, in order, and everything that is computed from them. */
export interface TenantCheck<Row extends StoredRow> {
  readonly tiles: TileCheck;
  readonly roots: Map<number, Uint8Array>;
  push(stored: Row): void;
  end(): void;
}

/** Starts the check of a tenant. */
export function createTenantCheck<Row extends StoredRow>(
  head: HeadRow,
  options: TenantCheckOptions<Row>,
): TenantCheck<Row> {
  const { hasLog, sizes } = options;
  const reportEvent = createReportEvent(head, options.report);
  const tiles = createTileCheck();
  const roots = new Map<number, Uint8Array>();
  const noteRoot = (tree: ChainCheck["tree"]) => {
    if (sizes.has(tree.size)) {
      roots.set(tree.size, tree.root());
    }
  };
  const chain = createChainCheck(
    (sequence, column, message) => reportEvent(sequence, column === "hash" ? "leaf or received_ms" : column, message),
    { onNode: tiles.onNode, onGrown: noteRoot },
  );
  let next = 0;
  const noteStart = () => {
    if (next === 0) {
      noteRoot(chain.tree);
    }
  };
  return {
    tiles,
    roots,
    push(stored) {
      noteStart();
      const { sequence } = stored;
      if (sequence > next) {
        reportEvent(next, undefined, describeGap(next, sequence));
        chain.skip();
      }
      next = sequence + 1;
      checkRow(stored, head, { ...options, reportEvent, chain });
    },
    end() {
      noteStart();
      chain.end(head.last_leaf);
      checkHead(head, { next, chain: hasLog ? chain : undefined }, options.report);
    },
  };
}

type ReportEvent = (sequence: number, column: string | undefined, message: string, eventId?: string) => void;

function createReportEvent(head: HeadRow, report: ReportFinding): ReportEvent {
  const tenantId = fromColumnText(head.tenant_id);
  return (sequence, column, message, eventId) =>
    report({
      table: "events",
      ...(column !== undefined && { column }),
      tenantId,
      sequence,
      ...(eventId !== undefined && { eventId }),
      message,
    });
}

interface RowContext<Row extends StoredRow> extends TenantCheckOptions<Row> {
  readonly reportEvent: ReportEvent;
  readonly chain: ChainCheck;
}

function checkRow<Row extends StoredRow>(stored: Row, head: HeadRow, context: RowContext<Row>): void {
  const { hasLog, reportEvent, chain } = context;
  const { sequence } = stored;
  const read = readEvent(stored);
  const none = new Uint8Array();
  const link = {
    sequence,
    receivedMs: stored.received_ms,
    commitment: stored.commitment ?? none,
    leaf: stored.leaf ?? none,
    hashPrev: stored.hash_prev === undefined ? undefined : (stored.hash_prev ?? none),
  };
  const columnId = fromColumnText(stored.event_id);
  if (!("event" in read)) {
    reportEvent(sequence, read[0], read[1], columnId);
    if (hasLog) {
      chain.push({ ...link, eventIds: [columnId], opened: undefined });
    }
    return;
  }
  const { event, row } = read;
  const { faults, commit, redaction } = checkColumns(stored, read, hasLog);
  if (row.tenantId !== head.tenant_id) {
    const isBodyValid = faults.length === 0;
    const [inBody, inHead] = [event.tenantId, head.tenant_id].map((tenant) => JSON.stringify(tenant));
    context.report({
      ...(isBodyValid ? { table: context.tenantTable, column: "tenant_id" } : { table: "events", column: "body" }),
      sequence,
      eventId: event.eventId,
      message: isBodyValid
        ? `expected ${inBody} as in the body, got ${inHead}`
        : `expected an event of the tenant ${inHead}, got one of ${inBody}`,
    });
  }
  for (const [column, message] of faults) {
    reportEvent(sequence, column, message, event.eventId);
  }
  if (hasLog) {
    const opened = commit === undefined ? undefined : Buffer.from(commit, "hex");
    chain.push({ ...link, eventIds: [event.eventId, columnId], opened });
  }
  context.onEvent(stored, { ...read, redaction });
}
