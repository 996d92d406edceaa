// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";

/** A package, as far as the order of publishing depends on it. */
export interface Dependent {
  readonly name: string;
  /** Names of what it depends on. */
  readonly dependencies: readonly string[];
}

/** Sorts packages so that each follows its dependencies. A package that is published can then always be installed. */
export function sortForPublish<T>(packages: readonly T[], describe: (item: T) => Dependent): T[] {
  const waiting = new Map(packages.map((item) => [describe(item).name, item]));
  const sorted: T[] = [];
  while (waiting.size > 0) {
    const next = [...waiting].find(([, item]) => describe(item).dependencies.every((name) => !waiting.has(name)));
    if (next === undefined) {
      throw new ScriptError(`dependencies: expected no cycle, got one among ${[...waiting.keys()].join(", ")}`);
    }
    const [name, item] = next;
    waiting.delete(name);
    sorted.push(item);
  }
  return sorted;
}
