// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { matchesGlob } from "node:path";
import type { Fault } from "./bump.ts";
import { bumpVersion, maxBump } from "./bump.ts";
import type { Changeset } from "./changeset.ts";

/** What a branch did to the version of a package. */
export interface VersionChange {
  readonly packageName: string;
  readonly folder: string;
  /** Version that the branch began with. */
  readonly from: string;
  readonly to: string;
  /** Version before the prereleases, while changesets is in that mode. */
  readonly beforePrereleases?: string | undefined;
  readonly isChangelogChanged: boolean;
}

const remedy = (folder: string, base: string) =>
  `run \`git checkout ${base} -- ${folder}/package.json ${folder}/CHANGELOG.md\` and describe the change with ` +
  "`npx changeset add`; `npm run release:version` alone writes versions and changelogs";

/**
 * Refuses versions and changelogs that are not the work of `release:version`, which turns changesets into them.
 *
 * `applied` are the changesets that the branch turned into the versions, those of earlier prereleases included.
 */
export function judgeVersions(
  changes: readonly VersionChange[],
  applied: readonly Changeset[],
  groups: readonly (readonly string[])[],
  base: string,
): Fault[] {
  return changes.flatMap(({ packageName, folder, from, to, beforePrereleases, isChangelogChanged }) => {
    if (applied.length === 0) {
      const what =
        from !== to
          ? `${folder}/package.json: version: expected ${from}, got ${to} by hand: no changeset was applied`
          : isChangelogChanged
            ? `${folder}/CHANGELOG.md: expected no change by hand: no changeset was applied`
            : undefined;
      return what === undefined ? [] : [{ what, remedy: remedy(folder, base) }];
    }
    if (from === to) {
      return [];
    }
    const group = groups.find((globs) => globs.some((glob) => matchesGlob(packageName, glob))) ?? [packageName];
    const bumps = applied.flatMap(({ releases }) =>
      [...releases].filter(([name]) => group.some((glob) => matchesGlob(name, glob))).map(([, bump]) => bump),
    );
    // One that no changeset names follows a package that it depends on.
    const expected = bumpVersion(beforePrereleases ?? from, bumps.length === 0 ? "patch" : maxBump(bumps));
    return to.split("-")[0] === expected
      ? []
      : [
          {
            what: `${folder}/package.json: version: expected ${expected}, as the applied changesets say, got ${to}`,
            remedy: remedy(folder, base),
          },
        ];
  });
}
