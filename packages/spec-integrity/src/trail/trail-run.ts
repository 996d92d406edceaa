// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { decodeHex } from "../encoding/hex.js";
import type { CompactRange } from "../tree/compact-range.js";
import { hashNode, treeHashLength } from "../tree/tree-hash.js";
import type { ExportedRecord } from "./export-format.js";

/**
 * Records of a log that follow each other and have no faults, whatever comes before them, if the first one follows the
 * record whose leaf is `hashPrev`. None of them is redacted, and none is the record of a redaction.
 */
export interface TrailRun {
  /** Sequence of the first record. */
  readonly sequence: number;
  /** Number of records, at least 1. */
  readonly count: number;
  /** `hash_prev` of the first record, in lower-case hex. */
  readonly hashPrev: string;
  /** Leaf of the last record, in lower-case hex. */
  readonly leaf: string;
  /** Hashes of the largest complete subtrees of the log's tree over the leaves of these records, from left to right. */
  readonly subtrees: Uint8Array;
}

/** A {@link TrailRun} that grows. */
export interface GrowingRun {
  /** Sequence that comes next. */
  readonly next: number;
  /** Leaf of the last record, in lower-case hex. */
  readonly leaf: string;
  /** Adds the next record. */
  add(leaf: string): void;
  end(): TrailRun;
}

/** Starts a run with its first record. */
export function startRun({ sequence, event: { hashPrev }, leaf: first }: ExportedRecord): GrowingRun {
  const subtrees: { readonly level: number; readonly hash: Uint8Array }[] = [];
  let count = 0;
  let leaf = "";
  add(first);
  return {
    get next() {
      return sequence + count;
    },
    get leaf() {
      return leaf;
    },
    add,
    end: () => ({ sequence, count, hashPrev, leaf, subtrees: join(subtrees.map(({ hash }) => hash)) }),
  };

  function add(next: string): void {
    leaf = next;
    let hash = decodeHex(next);
    let level = 0;
    // A node that is a right child joins its left sibling, unless that begins before the run.
    for (let index = sequence + count; index % 2 === 1; index = (index - 1) / 2) {
      const left = subtrees.at(-1);
      if (left?.level !== level) {
        break;
      }
      subtrees.pop();
      hash = hashNode(left.hash, hash);
      level++;
    }
    subtrees.push({ level, hash });
    count++;
  }
}

function join(hashes: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(hashes.length * treeHashLength);
  for (const [index, hash] of hashes.entries()) {
    all.set(hash, index * treeHashLength);
  }
  return all;
}

/** Appends the leaves of a run to the tree whose size is the sequence of its first record. */
export function appendRun(range: CompactRange, { sequence, count, subtrees }: TrailRun): void {
  const end = sequence + count;
  let at = 0;
  for (let start = sequence; start < end; at += treeHashLength) {
    const level = levelAt(start, end);
    range.appendSubtree(level, subtrees.slice(at, at + treeHashLength));
    start += 2 ** level;
  }
  if (at !== subtrees.length) {
    throw new Error(
      `run of records ${sequence} to ${end - 1}: expected ${at} bytes of subtrees, got ${subtrees.length}`,
    );
  }
}

/** Returns the level of the largest complete subtree that begins at a leaf and ends before another. */
function levelAt(start: number, end: number): number {
  let level = 0;
  while (start % 2 ** (level + 1) === 0 && start + 2 ** (level + 1) <= end) {
    level++;
  }
  return level;
}
