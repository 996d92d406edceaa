// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { type CompactRange, createCompactRange, type TreeNode } from "@chaukas/spec-integrity";
import { emptyTail } from "../store/chain-records.js";
import { hashRecord } from "../store/hash-record.js";

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
}

/** What was wrong with a record: the column, and its sequence. */
export type ReportLink = (
  sequence: number,
  column: "commitment" | "leaf" | "received_ms" | "hash",
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
  readonly computed: Uint8Array;
}

/**
 * Begins the chain of a log. A leaf that does not follow from its record may itself be altered, or the time of the
 * record; which, the record behind it tells, because it was made from the right one.
 */
export function createChainCheck(report: ReportLink, onNode: (node: TreeNode, hash: Uint8Array) => void): ChainCheck {
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
    append(isComputedRight ? computed : stored);
    doubt = undefined;
  };
  const append = (leaf: Uint8Array) => {
    if (isWhole) {
      tree.append(leaf, onNode);
    }
    previous = leaf;
  };
  const leadsTo = ({ sequence, eventIds, receivedMs, leaf }: ChainLink, commit: Uint8Array, prev: Uint8Array) =>
    eventIds.some((eventId) => isSame(hashRecord({ eventId, receivedMs, commit }, prev, sequence), leaf));

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
        settle(
          leadsTo(link, link.commitment, computed) || (leadsTo(link, link.commitment, stored) ? false : undefined),
        );
      }
      const { leaf, commitment, opened } = link;
      if (previous === undefined || leadsTo(link, commitment, previous)) {
        append(leaf);
        return;
      }
      if (opened !== undefined && leadsTo(link, opened, previous)) {
        report(link.sequence, "commitment", "the leaf follows from the commitment that the event leads to");
        append(leaf);
        return;
      }
      const { sequence, receivedMs, eventIds } = link;
      const record = { eventId: eventIds[0] ?? "", receivedMs, commit: commitment };
      doubt = { sequence, stored: leaf, computed: hashRecord(record, previous, sequence) };
    },
    end(headLeaf) {
      if (doubt !== undefined && headLeaf !== null) {
        const { computed, stored } = doubt;
        settle(isSame(computed, headLeaf) || (isSame(stored, headLeaf) ? false : undefined));
      }
      settle(undefined);
    },
  };
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
