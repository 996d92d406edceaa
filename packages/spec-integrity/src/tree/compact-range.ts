// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { IntegrityError } from "../errors/integrity-error.js";
import { emptyRoot, hashNode, treeHashLength } from "./tree-hash.js";
import type { TreeNode } from "./tree-node.js";

/** What has to be kept of a tree to go on with it: at most 53 hashes, whatever its size. */
export interface CompactRangeState {
  /** Leaves of the tree. */
  readonly size: number;
  /** Hashes of the complete subtrees that the tree is made of, the largest, which is the leftmost, first. */
  readonly hashes: readonly Uint8Array[];
}

/** A tree (RFC 6962 §2.1) that grows at its right edge. */
export interface CompactRange {
  /** Leaves so far. */
  readonly size: number;
  /**
   * Appends the hash of a leaf. Every node that is complete from now on is given to `onNode`: the leaf first, then
   * its ancestors. A store that keeps them all can prove whatever there is to prove about the tree.
   */
  append(leaf: Uint8Array, onNode?: (node: TreeNode, hash: Uint8Array) => void): void;
  /** Root of the tree over all leaves so far. */
  root(): Uint8Array;
  /** What {@link createCompactRange} takes to go on from here. */
  state(): CompactRangeState;
}

/** Begins a tree, or goes on with one. Throws an `IntegrityError` of code `mismatch` for a state that no tree has. */
export function createCompactRange(state: CompactRangeState = { size: 0, hashes: [] }): CompactRange {
  checkState(state);
  const hashes = [...state.hashes];
  let { size } = state;
  return {
    get size() {
      return size;
    },
    append(leaf, onNode) {
      let hash = leaf;
      let level = 0;
      let index = size;
      onNode?.({ level, index }, hash);
      for (; index % 2 === 1; index = (index - 1) / 2) {
        hash = hashNode(hashes.pop() as Uint8Array, hash);
        onNode?.({ level: ++level, index: (index - 1) / 2 }, hash);
      }
      hashes.push(hash);
      size++;
    },
    root: () => foldHashes(hashes) ?? emptyRoot(),
    state: () => ({ size, hashes: [...hashes] }),
  };
}

/**
 * Hash of the subtree that is made of complete subtrees, given from left to right. Undefined for none.
 *
 * @internal
 */
export function foldHashes(hashes: readonly Uint8Array[]): Uint8Array | undefined {
  return hashes.reduceRight<Uint8Array | undefined>(
    (right, left) => (right === undefined ? left : hashNode(left, right)),
    undefined,
  );
}

function checkState({ size, hashes }: CompactRangeState): void {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new IntegrityError("out_of_range", "", `expected a size from 0 to 2^53 - 1, got ${size}`, "compact range");
  }
  const count = size.toString(2).replaceAll("0", "").length;
  if (hashes.length !== count || hashes.some((hash) => hash.length !== treeHashLength)) {
    const problem = `expected ${count} hashes of ${treeHashLength} bytes for size ${size}, got ${hashes.length}`;
    throw new IntegrityError("mismatch", "", problem, "compact range");
  }
}
