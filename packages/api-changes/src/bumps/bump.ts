// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Version bumps, smallest first. */
export const bumps = ["none", "patch", "minor", "major"] as const;

/** A version bump, in the terms of changesets. */
export type Bump = (typeof bumps)[number];

/** Returns the largest of several bumps, or `none` if there are none. */
export function maxBump(several: Iterable<Bump>): Bump {
  return bumps[Math.max(0, ...[...several].map((bump) => bumps.indexOf(bump)))] ?? "none";
}

/** Returns whether a bump is smaller than another one. */
export function isLess(bump: Bump, than: Bump): boolean {
  return bumps.indexOf(bump) < bumps.indexOf(than);
}

/** Returns the bump from one version to a later one. Prereleases of a version count as that version. */
export function bumpBetween(from: string, to: string): Bump {
  const [a, b] = [parseVersion(from), parseVersion(to)];
  const changedIndex = a.findIndex((part, index) => (b[index] ?? 0) !== part);
  return changedIndex < 0 ? "none" : (bumps[3 - changedIndex] ?? "none");
}

/** Applies a bump to a version. Returns the new version, without a prerelease. */
export function bumpVersion(version: string, bump: Bump): string {
  const [major = 0, minor = 0, patch = 0] = parseVersion(version);
  switch (bump) {
    case "major":
      return `${major + 1}.0.0`;
    case "minor":
      return `${major}.${minor + 1}.0`;
    case "patch":
      return `${major}.${minor}.${patch + 1}`;
    case "none":
      return `${major}.${minor}.${patch}`;
  }
}

function parseVersion(version: string): number[] {
  return (version.split(/[-+]/)[0] ?? "").split(".").map(Number);
}

/** Why a branch is rejected, and how to fix it. */
export interface Fault {
  /** What was expected and what was found, with each reason on a separate line. */
  readonly what: string;
  readonly remedy: string;
}
