// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createCompactRange } from "@chaukas/spec-integrity";

const hashLength = 32;

/** Hash of the tree over hashes that stand one behind the other. */
export function hashSubtree(hashes: Uint8Array): Uint8Array {
  if (hashes.length === hashLength) {
    return hashes;
  }
  const tree = createCompactRange();
  for (let start = 0; start < hashes.length; start += hashLength) {
    tree.append(hashes.subarray(start, start + hashLength));
  }
  return tree.root();
}
