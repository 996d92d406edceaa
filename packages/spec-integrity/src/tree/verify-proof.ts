// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { refuse, type Verification } from "../errors/verification.js";
import { hashNode, isSameHash, treeHashLength } from "./tree-hash.js";

/**
 * Why a proof is not valid:
 * - `bad_size`: no proof can have these sizes or this index, which includes 0 as the older size;
 * - `bad_proof`: it has too many or too few hashes, or hashes of the wrong length;
 * - `wrong_root`: it leads to another root.
 */
export type ProofFaultCode = "bad_size" | "bad_proof" | "wrong_root";

export type ProofVerification = Verification<ProofFaultCode>;

/** What an inclusion proof claims: the leaf at `index` of the tree with this size and root. */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly root: Uint8Array;
}

/** What a consistency proof claims: the tree of the new size begins with all leaves of the old one. */
export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly newSize: number;
  readonly newRoot: Uint8Array;
}

/** Verifies an inclusion proof (RFC 9162 §2.1.3.2). */
export function verifyInclusion(claim: InclusionClaim, proof: readonly Uint8Array[]): ProofVerification {
  const { index, size, leaf, root } = claim;
  if (!(isSize(index) && isSize(size) && index < size)) {
    return refuse("bad_size", `expected an index below the tree size, got index ${index} and size ${size}`);
  }
  if (![leaf, root, ...proof].every(isHash)) {
    return refuse("bad_proof", `expected hashes of ${treeHashLength} bytes`);
  }
  let hash = leaf;
  let place = index;
  let last = size - 1;
  for (const sibling of proof) {
    if (last === 0) {
      return refuse("bad_proof", `expected fewer hashes, got ${proof.length}`);
    }
    if (isOdd(place) || place === last) {
      hash = hashNode(sibling, hash);
      [place, last] = skipLevels(place, last);
    } else {
      hash = hashNode(hash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  if (last !== 0) {
    return refuse("bad_proof", `expected more hashes, got ${proof.length}`);
  }
  return isSameHash(hash, root) ? { valid: true } : refuse("wrong_root", "the proof leads to a different root");
}

/** Verifies a consistency proof (RFC 9162 §2.1.4.2). */
export function verifyConsistency(claim: ConsistencyClaim, proof: readonly Uint8Array[]): ProofVerification {
  const { oldSize, oldRoot, newSize, newRoot } = claim;
  if (!(isSize(oldSize) && isSize(newSize) && oldSize >= 1 && oldSize <= newSize)) {
    return refuse("bad_size", `expected sizes in order, from 1 on, got ${oldSize} and ${newSize}`);
  }
  if (![oldRoot, newRoot, ...proof].every(isHash)) {
    return refuse("bad_proof", `expected hashes of ${treeHashLength} bytes`);
  }
  if (oldSize === newSize) {
    return verifySameSize(claim, proof);
  }
  let [place, last] = [oldSize - 1, newSize - 1];
  for (; isOdd(place); place = half(place)) {
    last = half(last);
  }
  // If the old tree is complete, its root is a node of the new one, and the proof omits it.
  const [first, ...rest] = place === 0 ? [oldRoot, ...proof] : proof;
  if (first === undefined || proof.length === 0) {
    return refuse("bad_proof", "expected more hashes, got 0");
  }
  let [oldHash, newHash] = [first, first];
  for (const sibling of rest) {
    if (last === 0) {
      return refuse("bad_proof", `expected fewer hashes, got ${proof.length}`);
    }
    if (isOdd(place) || place === last) {
      oldHash = hashNode(sibling, oldHash);
      newHash = hashNode(sibling, newHash);
      [place, last] = skipLevels(place, last);
    } else {
      newHash = hashNode(newHash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  if (last !== 0) {
    return refuse("bad_proof", `expected more hashes, got ${proof.length}`);
  }
  return isSameHash(oldHash, oldRoot) && isSameHash(newHash, newRoot)
    ? { valid: true }
    : refuse(
        "wrong_root",
        `the proof leads to a different root of size ${isSameHash(oldHash, oldRoot) ? newSize : oldSize}`,
      );
}

function verifySameSize({ oldRoot, newRoot, newSize }: ConsistencyClaim, proof: readonly Uint8Array[]) {
  if (proof.length > 0) {
    return refuse("bad_proof", `expected no hashes for two trees of equal size, got ${proof.length}`);
  }
  return isSameHash(oldRoot, newRoot)
    ? ({ valid: true } as const)
    : refuse("wrong_root", `two trees of size ${newSize} have different roots`);
}

/** Moves up to the level at which the place is a right child. */
function skipLevels(place: number, last: number): [place: number, last: number] {
  let [next, end] = [place, last];
  while (!isOdd(next) && next !== 0) {
    [next, end] = [half(next), half(end)];
  }
  return [next, end];
}

// Bitwise operators are limited to 32 bits, while sizes have up to 53.
function half(value: number): number {
  return Math.floor(value / 2);
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isHash(value: Uint8Array): boolean {
  return value instanceof Uint8Array && value.length === treeHashLength;
}
