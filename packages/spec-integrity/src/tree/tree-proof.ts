// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { IntegrityError } from "../errors/integrity-error.js";
import { foldHashes } from "./compact-range.js";
import { coverRange, type LeafRange, splitSize, type TreeNode } from "./tree-node.js";

/** Reads the hashes of complete subtrees, in the given order. All of them are within the size of the proof. */
export type ReadNodes = (nodes: readonly TreeNode[]) => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;

/**
 * Creates the proof that a leaf is in the tree of the given size (RFC 9162 §2.1.3.1). Reads O(log size) nodes, all at
 * once. Throws an `IntegrityError` of code `out_of_range` if the tree has no such leaf.
 */
export async function createInclusionProof(index: number, size: number, readNodes: ReadNodes): Promise<Uint8Array[]> {
  requireSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new IntegrityError(
      "out_of_range",
      "",
      `expected an integer from 0 to ${size - 1}, got ${index}`,
      "leaf index",
    );
  }
  return readRanges(pathOf(index, { start: 0, end: size }), readNodes);
}

/**
 * Creates the proof that the tree of the given size begins with the tree of an older size (RFC 9162 §2.1.4.1). Reads
 * O(log size) nodes, all at once. Throws an `IntegrityError` of code `out_of_range` if the older size is larger than
 * the size, or 0: every tree begins with the empty tree, so that a proof from it would prove nothing.
 */
export async function createConsistencyProof(
  oldSize: number,
  size: number,
  readNodes: ReadNodes,
): Promise<Uint8Array[]> {
  requireSize(size);
  if (!Number.isSafeInteger(oldSize) || oldSize < 1 || oldSize > size) {
    throw new IntegrityError("out_of_range", "", `expected an integer from 1 to ${size}, got ${oldSize}`, "old size");
  }
  return readRanges(subproofOf(oldSize, { start: 0, end: size }, true), readNodes);
}

function requireSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 1) {
    throw new IntegrityError("out_of_range", "", `expected an integer from 1 to 2^53 - 1, got ${size}`, "tree size");
  }
}

/** PATH of RFC 6962 §2.1.1, as the ranges of leaves that its hashes cover. */
function pathOf(index: number, { start, end }: LeafRange): LeafRange[] {
  if (end - start === 1) {
    return [];
  }
  const middle = start + splitSize(end - start);
  return index < middle
    ? [...pathOf(index, { start, end: middle }), { start: middle, end }]
    : [...pathOf(index, { start: middle, end }), { start, end: middle }];
}

/** SUBPROOF of RFC 6962 §2.1.2, as the ranges of leaves that its hashes cover. */
function subproofOf(oldEnd: number, { start, end }: LeafRange, isKnown: boolean): LeafRange[] {
  if (oldEnd === end) {
    return isKnown ? [] : [{ start, end }];
  }
  const middle = start + splitSize(end - start);
  return oldEnd <= middle
    ? [...subproofOf(oldEnd, { start, end: middle }, isKnown), { start: middle, end }]
    : [...subproofOf(oldEnd, { start: middle, end }, false), { start, end: middle }];
}

async function readRanges(ranges: readonly LeafRange[], readNodes: ReadNodes): Promise<Uint8Array[]> {
  const covers = ranges.map(coverRange);
  const nodes = covers.flat();
  const hashes = nodes.length === 0 ? [] : await readNodes(nodes);
  if (hashes.length !== nodes.length) {
    throw new IntegrityError("mismatch", "", `expected ${nodes.length} hashes, got ${hashes.length}`, "tree nodes");
  }
  let next = 0;
  return covers.map((cover) => {
    next += cover.length;
    return foldHashes(hashes.slice(next - cover.length, next)) as Uint8Array;
  });
}
