// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";

/** Returns the root of the tree over leaves, as defined in RFC 6962, section 2.1, without using the library. */
export function naiveRoot(leaves: readonly Uint8Array[]): Buffer {
  const [first, ...others] = leaves;
  if (first === undefined) {
    return sha256();
  }
  if (others.length === 0) {
    return Buffer.from(first);
  }
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha256(Buffer.of(1), naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

/** Returns the leaf of the tree for the text of a record. */
export function naiveLeaf(record: string): Buffer {
  return sha256(Buffer.of(0), Buffer.from(record));
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  return createHash("sha256").update(Buffer.concat(parts)).digest();
}
