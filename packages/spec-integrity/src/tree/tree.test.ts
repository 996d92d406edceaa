// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bytesToHex,
  createCompactRange,
  createConsistencyProof,
  createInclusionProof,
  emptyRoot,
  hashNode,
  type ReadNodes,
  verifyConsistency,
  verifyInclusion,
} from "../index.ts";

const maxSize = 70;
const leaves = Array.from({ length: maxSize }, (_, index) => sha256(Uint8Array.of(0, index)));

/** MTH of RFC 6962 §2.1, written as in the RFC. */
function naiveRoot(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length < 2) {
    return hashes[0] ?? sha256();
  }
  let split = 1;
  while (split * 2 < hashes.length) {
    split *= 2;
  }
  return sha256(Uint8Array.of(1), naiveRoot(hashes.slice(0, split)), naiveRoot(hashes.slice(split)));
}

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash("sha256");
  for (const part of parts) {
    hash.update(part);
  }
  return Uint8Array.from(hash.digest());
}

const nodes = new Map<string, Uint8Array>();
const range = createCompactRange();
const roots = [range.root()];
for (const leaf of leaves) {
  range.append(leaf, ({ level, index }, hash) => nodes.set(`${level}/${index}`, hash));
  roots.push(range.root());
}
const readNodes: ReadNodes = (wanted) =>
  wanted.map(({ level, index }) => nodes.get(`${level}/${index}`) ?? expect.unreachable(`no node ${level}/${index}`));

const sizes = fc.integer({ min: 1, max: maxSize });
const inclusions = sizes.chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));
const consistencies = sizes.chain((newSize) =>
  fc.record({ newSize: fc.constant(newSize), oldSize: fc.integer({ min: 1, max: newSize }) }),
);

function hashAt(list: readonly Uint8Array[], index: number): Uint8Array {
  return list[index] ?? expect.unreachable();
}

describe("createCompactRange", () => {
  it("has the roots of RFC 6962", () => {
    expect(roots.map(bytesToHex)).toEqual(
      Array.from({ length: maxSize + 1 }, (_, size) => bytesToHex(naiveRoot(leaves.slice(0, size)))),
    );
    expect(emptyRoot()).toEqual(sha256());
  });

  it("continues from its state", () => {
    fc.assert(
      fc.property(fc.nat(maxSize), fc.nat(maxSize), (first, second) => {
        const [from, to] = first < second ? [first, second] : [second, first];
        const before = createCompactRange();
        leaves.slice(0, from).forEach((leaf) => {
          before.append(leaf);
        });
        const after = createCompactRange(before.state());
        leaves.slice(from, to).forEach((leaf) => {
          after.append(leaf);
        });
        expect(after.size).toBe(to);
        expect(after.root()).toEqual(roots[to]);
        expect(before.root()).toEqual(roots[from]);
      }),
    );
  });

  it.each([
    [
      { size: 3, hashes: [hashAt(leaves, 0)] },
      "mismatch",
      "compact range: expected 2 hashes of 32 bytes for size 3, got 1",
    ],
    [
      { size: 1, hashes: [Uint8Array.of(1)] },
      "mismatch",
      "compact range: expected 1 hashes of 32 bytes for size 1, got 1",
    ],
    [{ size: -1, hashes: [] }, "out_of_range", "compact range: expected a size from 0 to 2^53 - 1, got -1"],
    [
      { size: 2 ** 53, hashes: [] },
      "out_of_range",
      "compact range: expected a size from 0 to 2^53 - 1, got 9007199254740992",
    ],
  ])("refuses a state that no tree has: %j", (state, code, message) => {
    expect(() => createCompactRange(state)).toThrow(expect.objectContaining({ code, message }));
  });
});

describe("inclusion proofs", () => {
  it("are valid for every leaf of every size", async () => {
    for (let size = 1; size <= maxSize; size++) {
      for (let index = 0; index < size; index++) {
        const proof = await createInclusionProof(index, size, readNodes);
        const claim = { index, size, leaf: hashAt(leaves, index), root: hashAt(roots, size) };
        expect(verifyInclusion(claim, proof)).toEqual({ valid: true });
      }
    }
  });

  it("are invalid for everything else", async () => {
    await fc.assert(
      fc.asyncProperty(inclusions, fc.nat(), async (right, seed) => {
        const proof = await createInclusionProof(right.index, right.size, readNodes);
        const claim = { ...right, leaf: hashAt(leaves, right.index), root: hashAt(roots, right.size) };
        const otherIndex = (right.index + 1 + (seed % right.size)) % right.size;
        expect(verifyInclusion({ ...claim, index: otherIndex }, proof).valid).toBe(otherIndex === right.index);
        expect(verifyInclusion({ ...claim, leaf: flip(claim.leaf, seed) }, proof).valid).toBe(false);
        expect(verifyInclusion({ ...claim, root: flip(claim.root, seed) }, proof).valid).toBe(false);
        expect(verifyInclusion(claim, [...proof, claim.leaf])).toMatchObject({ code: "bad_proof" });
        if (proof.length > 0) {
          expect(verifyInclusion(claim, proof.slice(1))).toMatchObject({ valid: false });
          const place = seed % proof.length;
          const changed = proof.with(place, flip(hashAt(proof, place), seed));
          expect(verifyInclusion(claim, changed)).toMatchObject({ code: "wrong_root" });
        }
      }),
    );
  });

  it("are created and verified for logs beyond 32 bits", async () => {
    const size = 2 ** 40 + 3;
    const requests: number[] = [];
    const proof = await createInclusionProof(2 ** 40 + 2, size, (nodes) => {
      requests.push(nodes.length);
      return nodes.map(() => hashAt(leaves, 0));
    });
    expect(requests).toEqual([2]);
    expect(proof).toHaveLength(2);
    const [sibling, leaf] = [hashAt(leaves, 0), hashAt(leaves, 1)];
    // The leaf follows two leaves, and these three follow 2^40 others.
    const root = hashNode(sibling, hashNode(sibling, leaf));
    expect(verifyInclusion({ index: 2 ** 40 + 2, size, leaf, root }, proof)).toEqual({ valid: true });
    expect(verifyInclusion({ index: 2 ** 40 + 1, size, leaf, root }, proof)).toMatchObject({ valid: false });
  });

  it.each([
    [1, 1, "leaf index: expected an integer from 0 to 0, got 1"],
    [-1, 1, "leaf index: expected an integer from 0 to 0, got -1"],
    [0, 0, "tree size: expected an integer from 1 to 2^53 - 1, got 0"],
  ])("are not created for leaf %d of %d", async (index, size, message) => {
    const made = createInclusionProof(index, size, readNodes);
    await expect(made).rejects.toMatchObject({ code: "out_of_range", message });
  });

  it("are not created if a node is missing", async () => {
    const made = createInclusionProof(0, 2, () => []);
    await expect(made).rejects.toMatchObject({ code: "mismatch", message: "tree nodes: expected 1 hashes, got 0" });
  });

  it.each([
    [{ index: 5, size: 5 }, [], "bad_size", "expected an index below the tree size, got index 5 and size 5"],
    [{ index: 0.5, size: 5 }, [], "bad_size", "expected an index below the tree size, got index 0.5 and size 5"],
    [{ index: 0, size: 2 }, [Uint8Array.of(1)], "bad_proof", "expected hashes of 32 bytes"],
    [{ index: 0, size: 2 }, [], "bad_proof", "expected more hashes, got 0"],
  ])("are refused for %j with %j", (place, proof, code, message) => {
    const claim = { ...place, leaf: hashAt(leaves, 0), root: hashAt(roots, 2) };
    expect(verifyInclusion(claim, proof)).toEqual({ valid: false, code, message });
  });
});

describe("consistency proofs", () => {
  it("are valid between all sizes", async () => {
    for (let newSize = 1; newSize <= maxSize; newSize++) {
      for (let oldSize = 1; oldSize <= newSize; oldSize++) {
        const proof = await createConsistencyProof(oldSize, newSize, readNodes);
        const claim = { oldSize, newSize, oldRoot: hashAt(roots, oldSize), newRoot: hashAt(roots, newSize) };
        expect(verifyConsistency(claim, proof)).toEqual({ valid: true });
      }
    }
  });

  it("are invalid for everything else", async () => {
    await fc.assert(
      fc.asyncProperty(consistencies, fc.nat(), async ({ oldSize, newSize }, seed) => {
        const proof = await createConsistencyProof(oldSize, newSize, readNodes);
        const [oldRoot, newRoot] = [hashAt(roots, oldSize), hashAt(roots, newSize)];
        const claim = { oldSize, newSize, oldRoot, newRoot };
        expect(verifyConsistency({ ...claim, oldRoot: flip(oldRoot, seed) }, proof).valid).toBe(false);
        expect(verifyConsistency({ ...claim, newRoot: flip(newRoot, seed) }, proof).valid).toBe(false);
        expect(verifyConsistency(claim, [...proof, oldRoot])).toMatchObject({ code: "bad_proof" });
        if (proof.length > 0) {
          expect(verifyConsistency(claim, proof.slice(1)).valid).toBe(false);
          const place = seed % proof.length;
          const changed = proof.with(place, flip(hashAt(proof, place), seed));
          expect(verifyConsistency(claim, changed)).toMatchObject({ code: "wrong_root" });
        }
      }),
    );
  });

  it("are neither created nor accepted from size 0, since every tree is consistent with the empty one", async () => {
    const made = createConsistencyProof(0, 3, readNodes);
    const message = "old size: expected an integer from 1 to 3, got 0";
    await expect(made).rejects.toMatchObject({ code: "out_of_range", message });
    const claim = { oldSize: 0, oldRoot: emptyRoot(), newSize: 3, newRoot: hashAt(roots, 3) };
    expect(verifyConsistency(claim, [])).toEqual({
      valid: false,
      code: "bad_size",
      message: "expected sizes in order, from 1 on, got 0 and 3",
    });
  });

  it("require equal roots for equal sizes", () => {
    const claim = { oldSize: 2, oldRoot: hashAt(roots, 2), newSize: 2, newRoot: hashAt(roots, 3) };
    expect(verifyConsistency(claim, [])).toEqual({
      valid: false,
      code: "wrong_root",
      message: "two trees of size 2 have different roots",
    });
  });
});

function flip(hash: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(hash);
  const place = (bit >> 3) % hash.length;
  changed[place] = (changed[place] ?? 0) ^ (1 << (bit % 8));
  return changed;
}
