// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { sha256 } from "#hash";

/** Length of every hash of the tree, in bytes. */
export const treeHashLength = 32;

// One buffer for all calls, which are synchronous.
const input = new Uint8Array(1 + 2 * treeHashLength);
input[0] = 1;

/** Returns the hash of an inner node of the tree (RFC 6962 §2.1). */
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  input.set(left, 1);
  input.set(right, 1 + treeHashLength);
  return sha256(input);
}

/** Returns the root of the empty tree (RFC 6962 §2.1). */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array());
}

/** Returns whether two hashes are equal. Not constant-time, since the hashes are public. */
export function isSameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
