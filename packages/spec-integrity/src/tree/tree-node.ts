// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** A complete subtree, over the leaves from `index * 2^level` to `(index + 1) * 2^level`, exclusive. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** The leaves from `start` to `end`, exclusive. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** Returns the fewest complete subtrees that cover a range of leaves, from left to right. */
export function coverRange({ start, end }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let next = start; next < end; ) {
    let level = 0;
    let width = 1;
    while (next % (width * 2) === 0 && next + width * 2 <= end) {
      width *= 2;
      level++;
    }
    nodes.push({ level, index: next / width });
    next += width;
  }
  return nodes;
}

/** Returns the largest power of two below `size`, at which RFC 6962 §2.1 splits a tree. The size is at least 2. */
export function splitSize(size: number): number {
  let split = 1;
  while (split * 2 < size) {
    split *= 2;
  }
  return split;
}
