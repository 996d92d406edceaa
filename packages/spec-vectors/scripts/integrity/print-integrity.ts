// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { VectorIndex } from "../../src/index.ts";
import { bindEvents } from "./bind-events.ts";
import { growTree, proveTree } from "./grow-tree.ts";
import { makeEvidence } from "./make-evidence.ts";
import { makeGolden } from "./make-golden.ts";
import { makeRedactions } from "./make-redactions.ts";
import { makeTrails } from "./make-trails.ts";
import { signCheckpoints } from "./sign-checkpoints.ts";

/** Creates the vectors of chaukas-integrity/1 from the files of the corpus. Returns their contents by relative path. */
export async function printIntegrity(files: ReadonlyMap<string, string | Uint8Array>): Promise<Map<string, string>> {
  const index = JSON.parse(files.get("index.json") as string) as VectorIndex;
  const tree = growTree(21);
  const contents = {
    golden: makeGolden(),
    events: bindEvents(index, files),
    tree: await proveTree(tree),
    checkpoints: signCheckpoints(tree),
    redactions: makeRedactions(),
    trails: makeTrails(),
    evidence: makeEvidence(),
  };
  return new Map(
    Object.entries(contents).map(([name, value]) => [`integrity/${name}.json`, `${JSON.stringify(value, null, 2)}\n`]),
  );
}
