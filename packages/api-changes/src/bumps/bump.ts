// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Steps of a version, the smallest first. */
export const bumps = ["none", "patch", "minor", "major"] as const;

/** Step of a version, in the words of changesets. */
export type Bump = (typeof bumps)[number];

/** The biggest of several bumps, `none` when there are none. */
export function maxBump(several: Iterable<Bump>): Bump {
  return bumps[Math.max(0, ...[...several].map((bump) => bumps.indexOf(bump)))] ?? "none";
}

/** Tells whether a bump is smaller than another one. */
export function isLess(bump: Bump, than: Bump): boolean {
  return bumps.indexOf(bump) < bumps.indexOf(than);
}

/** The step from one version to a later one. Prereleases of a version count as that version. */
export function bumpBetween(from: string, to: string): Bump {
  const [a, b] = [parseVersion(from), parseVersion(to)];
  const step = a.findIndex((part, index) => (b[index] ?? 0) !== part);
  return step < 0 ? "none" : (bumps[3 - step] ?? "none");
}

/** The version, without prerelease, that a bump makes of another one. */
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

/** Why a branch is refused, and how to fix it. */
export interface Fault {
  /** What was found and what was expected, with the reasons on lines of their own. */
  readonly what: string;
  readonly remedy: string;
}
