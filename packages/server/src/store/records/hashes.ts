// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createCompactRange } from "@chaukas/spec-integrity";

/** Length of a SHA-256 hash in bytes, of an event, a leaf or a node of the tree. */
export const hashLength = 32;

/** Hashes, one behind the other. */
export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(hashes);
}

/** Some of the hashes that stand one behind the other. */
export function sliceHashes(joined: Uint8Array, start: number, count: number): Uint8Array {
  return joined.subarray(start * hashLength, (start + count) * hashLength);
}

/** Takes hashes apart that stand one behind the other. */
export function splitHashes(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: bytes.length / hashLength }, (_, place) =>
    bytes.subarray(place * hashLength, (place + 1) * hashLength),
  );
}

/** Hash of the tree over hashes that stand one behind the other. */
export function hashSubtree(hashes: Uint8Array): Uint8Array {
  const tree = createCompactRange();
  for (const hash of splitHashes(hashes)) {
    tree.append(hash);
  }
  return tree.root();
}

/** Bytes in lower-case hex, by the fast way of Node. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
