// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { IntegrityError } from "../errors/integrity-error.js";
import { emptyRoot, hashNode, treeHashLength } from "./tree-hash.js";
import type { TreeNode } from "./tree-node.js";

/** The state from which a tree can continue to grow: at most 53 hashes, regardless of its size. */
export interface CompactRangeState {
  /** Number of leaves of the tree. */
  readonly size: number;
  /** Hashes of the complete subtrees that make up the tree, from the largest, which is the leftmost, on. */
  readonly hashes: readonly Uint8Array[];
}

/** A tree (RFC 6962 §2.1) that grows at its right edge. */
export interface CompactRange {
  /** Number of leaves so far. */
  readonly size: number;
  /**
   * Appends the hash of a leaf. Calls `onNode` with every node that becomes complete: first the leaf, then its
   * ancestors. A store that keeps all of them can create every proof about the tree.
   */
  append(leaf: Uint8Array, onNode?: (node: TreeNode, hash: Uint8Array) => void): void;
  /**
   * Appends the hash of a complete subtree of 2^level leaves. The size must be a multiple of that.
   *
   * @internal
   */
  appendSubtree(level: number, hash: Uint8Array): void;
  /** Returns the root of the tree over all leaves so far. */
  root(): Uint8Array;
  /** Returns the state from which {@link createCompactRange} continues. */
  state(): CompactRangeState;
}

/**
 * Creates an empty tree, or continues one from its state. Throws an `IntegrityError` of code `mismatch` for a
 * state that no tree has.
 */
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
    appendSubtree(level, subtree) {
      let hash = subtree;
      for (let index = size / 2 ** level; index % 2 === 1; index = (index - 1) / 2) {
        hash = hashNode(hashes.pop() as Uint8Array, hash);
      }
      hashes.push(hash);
      size += 2 ** level;
    },
    root: () => foldHashes(hashes) ?? emptyRoot(),
    state: () => ({ size, hashes: [...hashes] }),
  };
}

/**
 * Returns the hash of the subtree made of complete subtrees, given from left to right. Undefined if there are none.
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
