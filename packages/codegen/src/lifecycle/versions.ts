// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Versions between an earlier state of the specification and the next release, without prereleases. */
export interface Versions {
  /** Version that the earlier state has. What it added under this version or an earlier one is published. */
  readonly base: string;
  /** Version of the current state. It is higher than that of the base right after a release was prepared. */
  readonly current: string;
  /** Version that the changesets make of the current one: what is added now first comes with it. */
  readonly next: string;
  /** Whether there may be releases, or changes that wait for one, between the two states. Default: false. */
  readonly isRange?: boolean;
}

/** Tells whether a text is a version without prerelease, such as `1.2.0`. */
export function isVersion(text: string): boolean {
  return /^\d+\.\d+\.\d+$/.test(text);
}

/** Tells whether an element that was added after the base may say that this version added it. */
export function isAcceptedSince(since: string, { base, current, next, isRange = false }: Versions): boolean {
  if (compareVersions(since, base) <= 0) {
    return false;
  }
  return isRange ? compareVersions(since, next) <= 0 : since === next || since === current;
}

/** Tells whether the base has published what it says to have added in this version. */
export function isPublished(since: string, { base }: Versions): boolean {
  return compareVersions(since, base) <= 0;
}

/** Negative when the first version is lower, positive when it is higher, 0 when they are equal. */
function compareVersions(first: string, second: string): number {
  const [a, b] = [first.split(".").map(Number), second.split(".").map(Number)];
  return a.map((part, index) => part - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
