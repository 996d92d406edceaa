// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type CompactRange, createCompactRange, isIntegrityError, type TreeNode } from "@chaukas/spec-integrity";
import { emptyTail, hashRecord } from "../records/chain-records.js";

/** A record whose leaf is to be checked. */
interface ChainLink {
  readonly sequence: number;
  /** Event identifiers that the record may be of: that of the body, and that of the column. */
  readonly eventIds: readonly string[];
  readonly receivedMs: number;
  /** Commitment as it is stored. */
  readonly commitment: Uint8Array;
  /** Commitment that the event leads to. */
  readonly opened: Uint8Array | undefined;
  readonly leaf: Uint8Array;
  /** Leaf of the record before, where it is stored with this one, too. */
  readonly hashPrev: Uint8Array | undefined;
}

/** What was wrong with a record: the column, and its sequence. */
export type ReportLink = (
  sequence: number,
  column: "commitment" | "leaf" | "received_ms" | "hash" | "hash_prev",
  message: string,
) => void;

/** Follows the chain of one log, and builds the tree over it. */
export interface ChainCheck {
  readonly tree: CompactRange;
  /** Whether the tree is that of all records. */
  readonly isWhole: boolean;
  /** Leaf of the last record. */
  lastLeaf(): Uint8Array;
  /** Leaves out records that are not there. The tree ends before them. */
  skip(): void;
  push(link: ChainLink): void;
  /** Ends the chain with the last leaf as the head of the log has it. */
  end(headLeaf: Uint8Array | null): void;
}

interface Doubt {
  readonly sequence: number;
  readonly stored: Uint8Array;
  /** Absent where the record has no leaf. */
  readonly computed: Uint8Array | undefined;
}

/** Told of what is added to the tree. */
export interface TreeListener {
  onNode(node: TreeNode, hash: Uint8Array): void;
  /** Told when the tree has grown by a record. */
  onGrown(tree: CompactRange): void;
}

/**
 * Begins the chain of a log. A leaf that does not follow from its record may itself be altered, or the time of the
 * record; which, the record behind it tells, because it was made from the right one.
 */
export function createChainCheck(report: ReportLink, { onNode, onGrown }: TreeListener): ChainCheck {
  const tree = createCompactRange();
  let previous: Uint8Array | undefined = emptyTail.lastLeaf;
  let doubt: Doubt | undefined;
  let isWhole = true;

  const settle = (isComputedRight: boolean | undefined) => {
    if (doubt === undefined) {
      return;
    }
    const { sequence, stored, computed } = doubt;
    const message = "the leaf does not follow from the record";
    const column = isComputedRight === undefined ? "hash" : isComputedRight ? "leaf" : "received_ms";
    report(sequence, column, message);
    append(isComputedRight && computed !== undefined ? computed : stored);
    doubt = undefined;
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
      if (doubt !== undefined) {
        const { computed, stored } = doubt;
        const isComputedRight = computed !== undefined && leadsTo(link, link.commitment, computed);
        settle(isComputedRight || (leadsTo(link, link.commitment, stored) ? false : undefined));
      }
      const { leaf, commitment, opened, hashPrev } = link;
      if (previous === undefined) {
        // Behind records that are missing, only what is stored here says what comes before.
        previous = hashPrev;
      } else if (hashPrev !== undefined && !isSame(previous, hashPrev)) {
        report(link.sequence, "hash_prev", "it is not the leaf of the event before");
      }
      if (previous === undefined || leadsTo(link, commitment, previous)) {
        append(leaf);
        return;
      }
      if (opened !== undefined && leadsTo(link, opened, previous)) {
        report(link.sequence, "commitment", "the leaf follows from the commitment that the event leads to");
        append(leaf);
        return;
      }
      const computed = hashLink(link, link.eventIds[0] ?? "", commitment, previous);
      doubt = { sequence: link.sequence, stored: leaf, computed };
    },
    end(headLeaf) {
      if (doubt !== undefined && headLeaf !== null) {
        const { computed, stored } = doubt;
        settle(
          (computed !== undefined && isSame(computed, headLeaf)) || (isSame(stored, headLeaf) ? false : undefined),
        );
      }
      settle(undefined);
    },
  };
}

function leadsTo(link: ChainLink, commit: Uint8Array, prev: Uint8Array): boolean {
  return link.eventIds.some((eventId) => {
    const leaf = hashLink(link, eventId, commit, prev);
    return leaf !== undefined && isSame(leaf, link.leaf);
  });
}

/** Leaf of a record, where it can be one: a time beyond the year 9999 or a hash of another length makes none. */
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
