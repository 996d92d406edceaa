// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

/** Kinds of change, by the names of their sections in changesets, most significant first. */
export const changeKinds = ["Major", "Minor", "Patch"] as const;

/** Kind of change. */
type ChangeKind = (typeof changeKinds)[number];

/** Entries of one version in one changelog, without list markers. */
export type ChangelogEntries = ReadonlyMap<ChangeKind, readonly string[]>;

const heading = /^## (\d+\.\d+\.\d+\S*)$/gm;

/** Returns the version at the top of a changelog, or undefined if it has none. */
export function latestVersion(changelog: string): string | undefined {
  return changelog.matchAll(heading).next().value?.[1];
}

/** Returns the entries of a version in a changelog, or undefined if the changelog does not have the version. */
export function readChangelogEntries(changelog: string, version: string): ChangelogEntries | undefined {
  const headings = [...changelog.matchAll(heading)];
  const index = headings.findIndex((match) => match[1] === version);
  const start = headings[index];
  if (start === undefined) {
    return undefined;
  }
  const section = changelog.slice(start.index + start[0].length, headings[index + 1]?.index);
  const entries = new Map<ChangeKind, string[]>();
  for (const part of section.split(/^### /m).slice(1)) {
    const kind = changeKinds.find((name) => part.startsWith(`${name} Changes\n`));
    if (kind !== undefined) {
      const items = part.slice(part.indexOf("\n")).split(/^- /m).slice(1);
      entries.set(
        kind,
        items.map((item) => item.trim()),
      );
    }
  }
  return entries;
}
