// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createCompactRange } from "@chaukas/spec-integrity";

/** Length of a SHA-256 hash of an event, a leaf or a node of the tree, in bytes. */
export const hashLength = 32;

/** Concatenates hashes. */
export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(hashes);
}

/** Returns `count` of several concatenated hashes, from the index `start` on. */
export function sliceHashes(joined: Uint8Array, start: number, count: number): Uint8Array {
  return joined.subarray(start * hashLength, (start + count) * hashLength);
}

/** Splits concatenated hashes. */
export function splitHashes(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length / hashLength }, (_, place) =>
    bytes.subarray(place * hashLength, (place + 1) * hashLength),
  );
}

/** Returns the root of the tree over concatenated hashes. */
export function hashSubtree(hashes: Uint8Array): Uint8Array {
  const tree = createCompactRange();
  for (const hash of splitHashes(hashes)) {
    tree.append(hash);
  }
  return tree.root();
}

/** Converts bytes to lower-case hex with Node's Buffer, which is fast. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.isBuffer(bytes)
    ? bytes.toString("hex")
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
