// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** The versions between an earlier state of the specification and the next release, without prereleases. */
export interface Versions {
  /** Version of the earlier state. Elements that it added in this version or an earlier one are published. */
  readonly base: string;
  /** Version of the current state. Higher than that of the base right after a release was prepared. */
  readonly current: string;
  /** Version that follows the current one according to the changesets: the first one to contain new elements. */
  readonly next: string;
  /** Whether there may be releases or unreleased changes between the two states. Default: false. */
  readonly isRange?: boolean;
}

/** Returns whether a text is a version without prerelease, such as `1.2.0`. */
export function isVersion(text: string): boolean {
  return /^\d+\.\d+\.\d+$/.test(text);
}

/** Returns whether an element added after the base may have this version as its `since`. */
export function isAcceptedSince(since: string, { base, current, next, isRange = false }: Versions): boolean {
  if (compareVersions(since, base) <= 0) {
    return false;
  }
  return isRange ? compareVersions(since, next) <= 0 : since === next || since === current;
}

/** Returns whether the base has published the elements that it added in this version. */
export function isPublished(since: string, { base }: Versions): boolean {
  return compareVersions(since, base) <= 0;
}

/** Returns a negative number if the first version is lower, a positive one if it is higher, 0 if they are equal. */
function compareVersions(first: string, second: string): number {
  const [a, b] = [first.split(".").map(Number), second.split(".").map(Number)];
  return a.map((part, index) => part - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
