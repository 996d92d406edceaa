// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { formatOrigin, isIntegrityError, type NoteVerifier } from "@chaukas/spec-integrity";
import { fromColumnText } from "../words/column-text.js";
import type { ChainCheck } from "./check-chain.js";
import { compareHashes } from "./compare-hashes.js";
import type { ReportFinding } from "./store-finding.js";

/** Row of `heads`, with the columns that every store has. */
export interface HeadRow {
  readonly tenant_id: string;
  readonly next_sequence: number;
  readonly last_leaf: Uint8Array | null;
  readonly frontier: Uint8Array | null;
}

/** The head computed from the events of a tenant. */
export interface EventsEnd {
  /** Sequence of the next event. */
  readonly next: number;
  /** Undefined if the store keeps no log. */
  readonly chain: Pick<ChainCheck, "isWhole" | "lastLeaf" | "tree"> | undefined;
}

/** Checks the head of a tenant against its events. */
export function checkHead(head: HeadRow, { next, chain }: EventsEnd, report: ReportFinding): void {
  const tenantId = fromColumnText(head.tenant_id);
  const reportColumn = (column: string, message: string) => report({ table: "heads", column, tenantId, message });
  const mismatches = chain?.isWhole ? findMismatches(head, chain) : [];
  if (head.next_sequence < next || (head.next_sequence > next && chain?.isWhole && mismatches.length === 0)) {
    reportColumn("next_sequence", `expected ${next}, which follows the last event, got ${head.next_sequence}`);
  } else if (head.next_sequence > next) {
    report({ table: "events", tenantId, sequence: next, message: describeGap(next, head.next_sequence) });
  }
  for (const [column, message] of mismatches) {
    reportColumn(column, message);
  }
}

/** Compares the hashes of a head with those computed from the events. */
function findMismatches(
  head: HeadRow,
  { tree, lastLeaf }: Pick<ChainCheck, "lastLeaf" | "tree">,
): [column: string, message: string][] {
  const { size, hashes } = tree.state();
  const computed = {
    last_leaf: size === 0 ? null : lastLeaf(),
    frontier: size === 0 ? null : Buffer.concat(hashes),
  };
  return (["last_leaf", "frontier"] as const).flatMap((column) => {
    const message = compareHashes(computed[column], head[column]);
    return message === undefined ? [] : [[column, message] as [string, string]];
  });
}

/** Describes events that are missing, from `start` to `end`, exclusive. The finding names the first of them. */
export function describeGap(start: number, end: number): string {
  return end - start === 1 ? "expected an event, found none" : `expected events up to sequence ${end - 1}, found none`;
}

/** Reports keys for logs that the store does not have, since callers expect that a log is verified with its key. */
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

/** Returns the origin of a log. Undefined if the identifier of the tenant is invalid. */
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
