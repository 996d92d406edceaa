// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Dist-tag that a version gets, where the registry has another as `latest`. What users install without asking for it
 * must be no prerelease, which gets `next`, and no fix of an older line, which gets one like `release-1.0`.
 */
export function distTagOf(version: string, latest?: string): string {
  if (version.includes("-")) {
    return "next";
  }
  return latest !== undefined && isNewer(latest, version)
    ? `release-${version.split(".").slice(0, 2).join(".")}`
    : "latest";
}

function isNewer(one: string, other: string): boolean {
  const [a, b] = [numbersOf(one), numbersOf(other)];
  const index = a.findIndex((number, place) => number !== b[place]);
  return index !== -1 && (a[index] ?? 0) > (b[index] ?? 0);
}

/** Major, minor and patch. */
function numbersOf(version: string): number[] {
  return version.split("-", 1).flatMap((core) => core.split(".").map(Number));
}
