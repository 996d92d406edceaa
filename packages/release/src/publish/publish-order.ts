// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";
import type { Tarball } from "@chaukas/tooling/tarball";

/** Sorts tarballs so that each follows its dependencies. A package that is published can then always be installed. */
export function sortForPublish(tarballs: readonly Tarball[]): Tarball[] {
  const waiting = new Map(tarballs.map((tarball) => [tarball.manifest.name, tarball]));
  const sorted: Tarball[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ manifest: { dependencies, peerDependencies } }) =>
      Object.keys({ ...dependencies, ...peerDependencies }).every((name) => !waiting.has(name)),
    );
    if (next === undefined) {
      throw new ScriptError(`dependencies: expected no cycle, got one among ${[...waiting.keys()].join(", ")}`);
    }
    waiting.delete(next.manifest.name);
    sorted.push(next);
  }
  return sorted;
}
