// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { fromColumnText } from "../store/from-column-text.js";
import { joinHashes } from "../store/sqlite/hash-list.js";
import type { ChainCheck } from "./chain-check.js";
import type { ReportFinding } from "./store-finding.js";

/** Row of `heads`. */
export interface HeadRow {
  readonly tenant_no: number;
  readonly tenant_id: string;
  readonly next_sequence: number;
  readonly last_leaf: Uint8Array | null;
  readonly frontier: Uint8Array | null;
}

/** What the events of a tenant come to. */
export interface EventsEnd {
  /** Sequence that the next event would have. */
  readonly next: number;
  /** Absent when the store keeps no log. */
  readonly chain: Pick<ChainCheck, "isWhole" | "lastLeaf" | "tree"> | undefined;
}

/** Holds the head of a tenant against its events. */
export function checkHead(head: HeadRow, { next, chain }: EventsEnd, report: ReportFinding): void {
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
  if (chain === undefined || !chain.isWhole) {
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
