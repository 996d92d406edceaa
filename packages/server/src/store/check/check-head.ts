// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatOrigin, isIntegrityError, type NoteVerifier } from "@chaukas/spec-integrity";
import { fromColumnText } from "../words/column-text.js";
import type { ChainCheck } from "./check-chain.js";
import type { ReportFinding } from "./store-finding.js";

/** Row of `heads`, as far as every store has it. */
export interface HeadRow {
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
  const tenantId = fromColumnText(head.tenant_id);
  const tell = (column: string, message: string) => report({ table: "heads", column, tenantId, message });
  const wrong = chain?.isWhole ? findWrong(head, chain) : [];
  if (head.next_sequence < next || (head.next_sequence > next && chain?.isWhole && wrong.length === 0)) {
    tell("next_sequence", `expected ${next}, as there are events, got ${head.next_sequence}`);
  } else if (head.next_sequence > next) {
    const message = `the last ${head.next_sequence - next} are missing`;
    report({ table: "events", tenantId, sequence: next, message });
  }
  for (const column of wrong) {
    tell(column, "it is not what the events lead to");
  }
}

/** Columns that are not what the chain comes to. */
function findWrong(head: HeadRow, { tree, lastLeaf }: Pick<ChainCheck, "lastLeaf" | "tree">): string[] {
  const { size, hashes } = tree.state();
  return [
    ...(isSame(head.last_leaf, size === 0 ? null : lastLeaf()) ? [] : ["last_leaf"]),
    ...(isSame(head.frontier, size === 0 ? null : Buffer.concat(hashes)) ? [] : ["frontier"]),
  ];
}

function isSame(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}

/** Reports keys for logs that a store does not have. Whoever gives one expects that log, and that it was verified. */
export function reportMissingLogs(
  verifiers: readonly NoteVerifier[],
  { heads, originHost }: { readonly heads: readonly HeadRow[]; readonly originHost: string },
  report: ReportFinding,
): void {
  const origins = new Set(originHost === "" ? [] : heads.map((head) => originOf(originHost, head)));
  for (const { name } of verifiers.filter((verifier) => !origins.has(verifier.name))) {
    report({ table: "heads", message: `expected the log ${name}, for which a key was given, found none` });
  }
}

/** Undefined for what is no tenant. */
function originOf(originHost: string, { tenant_id }: HeadRow): string | undefined {
  try {
    return formatOrigin(originHost, fromColumnText(tenant_id));
  } catch (error) {
    if (isIntegrityError(error)) {
      return undefined;
    }
    throw error;
  }
}
