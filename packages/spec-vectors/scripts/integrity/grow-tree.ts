// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import {
  bytesToHex,
  createCompactRange,
  createConsistencyProof,
  createInclusionProof,
  type ReadNodes,
} from "@chaukas/spec-integrity";
import { seedBytes } from "./seed-bytes.ts";

/** A tree, with everything needed for proofs. */
export interface Tree {
  readonly leaves: readonly Uint8Array[];
  /** Root of every size, starting at 0. */
  readonly roots: readonly Uint8Array[];
  readonly readNodes: ReadNodes;
}

/** Creates a tree in which the leaf hashes are derived from their indexes. */
export function growTree(size: number): Tree {
  const nodes = new Map<string, Uint8Array>();
  const range = createCompactRange();
  const leaves = Array.from({ length: size }, (_, index) => seedBytes(`leaf ${index}`));
  const roots = [range.root()];
  for (const leaf of leaves) {
    range.append(leaf, ({ level, index }, hash) => nodes.set(`${level}/${index}`, hash));
    roots.push(range.root());
  }
  const readNodes: ReadNodes = (wanted) =>
    wanted.map(({ level, index }) => nodes.get(`${level}/${index}`) as Uint8Array);
  return { leaves, roots, readNodes };
}

/** Returns leaves, roots and valid proofs, and several forged proofs for each valid one. */
export async function proveTree({ leaves, roots, readNodes }: Tree) {
  const inclusion: object[] = [];
  const consistency: object[] = [];
  const hex = (hashes: readonly Uint8Array[], index: number) => bytesToHex(hashes[index] as Uint8Array);
  for (const size of [1, 2, 3, 5, 8, 13, leaves.length]) {
    for (const index of new Set([0, Math.floor(size / 2), size - 1])) {
      const proof = (await createInclusionProof(index, size, readNodes)).map(bytesToHex);
      const claim = { index, size, leaf: hex(leaves, index), root: hex(roots, size), proof };
      inclusion.push({ valid: true, ...claim }, ...forge(claim, "leaf", "root"));
      inclusion.push({ valid: false, code: "bad_size", ...claim, index: size });
    }
  }
  for (const [oldSize, newSize] of [
    [1, 2],
    [1, 3],
    [2, 3],
    [4, 8],
    [6, 8],
    [7, 13],
    [8, 13],
    [13, 13],
    [12, leaves.length],
  ] as const) {
    const proof = (await createConsistencyProof(oldSize, newSize, readNodes)).map(bytesToHex);
    const claim = {
      old_size: oldSize,
      old_root: hex(roots, oldSize),
      new_size: newSize,
      new_root: hex(roots, newSize),
      proof,
    };
    consistency.push({ valid: true, ...claim }, ...forge(claim, "old_root", "new_root"));
    consistency.push({ valid: false, code: "bad_size", ...claim, old_size: 0, old_root: hex(roots, 0), proof: [] });
    consistency.push({ valid: false, code: "bad_size", ...claim, old_size: newSize + 1 });
  }
  return { leaves: leaves.map(bytesToHex), roots: roots.map(bytesToHex), inclusion, consistency };
}

/** Returns copies of a claim with one hash changed, one hash added to the proof, or one removed from it. */
function forge<Claim extends { readonly proof: readonly string[] }>(
  claim: Claim,
  ...hashes: (keyof Claim)[]
): object[] {
  const { proof } = claim;
  const wrong = hashes.map((name) => ({ ...claim, [name]: flip(claim[name] as string) }));
  const changed = proof.map((hash, place) => ({ ...claim, proof: proof.with(place, flip(hash)) }));
  const longer = { ...claim, proof: [...proof, "0".repeat(64)] };
  const shorter = proof.length === 0 ? [] : [{ ...claim, proof: proof.slice(0, -1) }];
  return [
    ...[...wrong, ...changed].map((forged) => ({ valid: false, code: "wrong_root", ...forged })),
    ...[longer, ...shorter].map((forged) => ({ valid: false, code: "bad_proof", ...forged })),
  ];
}

function flip(hash: string): string {
  return `${hash.slice(0, -1)}${hash.endsWith("0") ? "1" : "0"}`;
}
