// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Length of a hash of the tree, in bytes. */
export const hashLength = 32;

/** Hashes, one behind the other. */
export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(hashes);
}

/** Some of the hashes that stand one behind the other. */
export function sliceHashes(joined: Uint8Array, start: number, count: number): Uint8Array {
  return joined.subarray(start * hashLength, (start + count) * hashLength);
}
