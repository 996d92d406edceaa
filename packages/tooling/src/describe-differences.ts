// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Contents of files by path relative to the root, decoded to one character per byte, so no byte is lost. */
export type Files = ReadonlyMap<string, string>;

/** Returns a line for each path whose contents differ, with the number of lines added and removed. */
export function describeDifferences(before: Files, after: Files): Map<string, string> {
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  return new Map(
    paths.sort().map((path) => {
      const [old, fresh] = [before.get(path)?.split("\n") ?? [], after.get(path)?.split("\n") ?? []];
      const state = before.has(path) ? (after.has(path) ? "changed" : "deleted") : "new";
      return [path, `${path}: ${state}, lines +${countMissing(fresh, old)} -${countMissing(old, fresh)}`];
    }),
  );
}

/** Counts the lines that are missing from `others`, regardless of their order. */
function countMissing(lines: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of others) {
    left.set(line, (left.get(line) ?? 0) + 1);
  }
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  }).length;
}
