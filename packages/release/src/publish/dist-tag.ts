// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Returns the dist-tag for a version, given the version that the registry has as `latest`. Users who name no version
 * must not get a prerelease, which is tagged `next`, nor a fix of an older release line, which gets a dist-tag such as
 * `release-1.0`.
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

/** Returns major, minor and patch. */
function numbersOf(version: string): number[] {
  return version.split("-", 1).flatMap((core) => core.split(".").map(Number));
}
