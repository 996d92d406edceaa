// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type CompactRange, createCompactRange, isIntegrityError, type TreeNode } from "@chaukas/spec-integrity";
import { emptyTail, hashRecord } from "../records/chain-records.js";
import { toHex } from "../records/hashes.js";

/** A record to check. */
interface ChainLink {
  readonly sequence: number;
  /** Event identifiers that the record may have: the one in the body, and the one in the column. */
  readonly eventIds: readonly string[];
  readonly receivedMs: number;
  /** The stored commitment. */
  readonly commitment: Uint8Array;
  /** The commitment computed from the event and its opening. */
  readonly opened: Uint8Array | undefined;
  readonly leaf: Uint8Array;
  /** Leaf of the previous record, if the store repeats it in this one. */
  readonly hashPrev: Uint8Array | undefined;
}

/** Reports which column of a record is wrong. */
export type ReportLink = (
  sequence: number,
  column: "commitment" | "leaf" | "received_ms" | "hash" | "hash_prev",
  message: string,
) => void;

/** Checks the hash chain of one log, and builds the tree over it. */
export interface ChainCheck {
  readonly tree: CompactRange;
  /** Whether the tree covers all records. */
  readonly isWhole: boolean;
  /** Leaf of the last record. */
  lastLeaf(): Uint8Array;
  /** Skips missing records. The tree ends before them. */
  skip(): void;
  push(link: ChainLink): void;
  /** Ends the chain. Takes the last leaf from the head of the log. */
  end(headLeaf: Uint8Array | null): void;
}

/** A record whose stored leaf differs from the computed one. */
interface Mismatch {
  readonly sequence: number;
  readonly stored: Uint8Array;
  /** Undefined if no leaf can be computed from the record. */
  readonly computed: Uint8Array | undefined;
}

/** Observes how the tree grows. */
export interface TreeListener {
  onNode(node: TreeNode, hash: Uint8Array): void;
  /** Called after each record that is added to the tree. */
  onGrown(tree: CompactRange): void;
}

/**
 * Starts the check of a chain. If a leaf does not match its record, either the leaf or the time of the record was
 * altered. The next record decides between the two, because it was chained to the original leaf.
 */
export function createChainCheck(report: ReportLink, { onNode, onGrown }: TreeListener): ChainCheck {
  const tree = createCompactRange();
  let previous: Uint8Array | undefined = emptyTail.lastLeaf;
  let mismatch: Mismatch | undefined;
  let isWhole = true;

  const settle = (isComputedValid: boolean | undefined) => {
    if (mismatch === undefined) {
      return;
    }
    const { sequence, stored, computed } = mismatch;
    const column = isComputedValid === undefined ? "hash" : isComputedValid ? "leaf" : "received_ms";
    report(sequence, column, describeLeaves(mismatch));
    append(isComputedValid && computed !== undefined ? computed : stored);
    mismatch = undefined;
  };
  const append = (leaf: Uint8Array) => {
    if (isWhole) {
      tree.append(leaf, onNode);
      onGrown(tree);
    }
    previous = leaf;
  };

  return {
    tree,
    get isWhole() {
      return isWhole;
    },
    lastLeaf: () => previous ?? emptyTail.lastLeaf,
    skip() {
      settle(undefined);
      isWhole = false;
      previous = undefined;
    },
    push(link) {
      if (mismatch !== undefined) {
        const { computed, stored } = mismatch;
        const isComputedValid = computed !== undefined && leadsTo(link, link.commitment, computed);
        settle(isComputedValid || (leadsTo(link, link.commitment, stored) ? false : undefined));
      }
      const { leaf, commitment, opened, hashPrev } = link;
      if (previous === undefined) {
        // The previous record is missing, so its leaf is only known from this one.
        previous = hashPrev;
      } else if (hashPrev !== undefined && !isSame(previous, hashPrev)) {
        const message = `expected ${toHex(previous)}, the leaf of the previous event, got ${toHex(hashPrev)}`;
        report(link.sequence, "hash_prev", message);
      }
      if (previous === undefined || leadsTo(link, commitment, previous)) {
        append(leaf);
        return;
      }
      if (opened !== undefined && leadsTo(link, opened, previous)) {
        const message = `expected ${toHex(opened)}, computed from the event, got ${toHex(commitment)}`;
        report(link.sequence, "commitment", message);
        append(leaf);
        return;
      }
      const computed = hashLink(link, link.eventIds[0] ?? "", commitment, previous);
      mismatch = { sequence: link.sequence, stored: leaf, computed };
    },
    end(headLeaf) {
      if (mismatch !== undefined && headLeaf !== null) {
        const { computed, stored } = mismatch;
        settle(
          (computed !== undefined && isSame(computed, headLeaf)) || (isSame(stored, headLeaf) ? false : undefined),
        );
      }
      settle(undefined);
    },
  };
}

function describeLeaves({ stored, computed }: Mismatch): string {
  const found = stored.length === 0 ? "none" : toHex(stored);
  return computed === undefined
    ? `the stored leaf is ${found}, and none can be computed from the record`
    : `the stored leaf is ${found}, the one computed from the record ${toHex(computed)}`;
}

/** Returns whether the leaf of a record matches the record, with a commitment and the leaf of the previous record. */
function leadsTo(link: ChainLink, commit: Uint8Array, prev: Uint8Array): boolean {
  return link.eventIds.some((eventId) => {
    const leaf = hashLink(link, eventId, commit, prev);
    return leaf !== undefined && isSame(leaf, link.leaf);
  });
}

/** Computes the leaf of a record. Undefined for a time after the year 9999 and for a hash of another length. */
function hashLink(
  { sequence, receivedMs }: ChainLink,
  eventId: string,
  commit: Uint8Array,
  prev: Uint8Array,
): Uint8Array | undefined {
  try {
    return hashRecord({ eventId, receivedMs, commit }, prev, sequence);
  } catch (error) {
    if (isIntegrityError(error)) {
      return undefined;
    }
    throw error;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
