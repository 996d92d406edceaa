// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createCompactRange } from "@chaukas/spec-integrity";
import { splitHashes } from "./split-hashes.js";

/** Hash of the tree over hashes that stand one behind the other. */
export function hashSubtree(hashes: Uint8Array): Uint8Array {
  const tree = createCompactRange();
  for (const hash of splitHashes(hashes)) {
    tree.append(hash);
  }
  return tree.root();
}
