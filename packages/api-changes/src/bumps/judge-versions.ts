// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { matchesGlob } from "node:path";
import type { Fault } from "./bump.ts";
import { bumpVersion, maxBump } from "./bump.ts";
import type { Changeset } from "./changeset.ts";

/** What a branch changes about the version of a package. */
export interface VersionChange {
  readonly packageName: string;
  readonly folder: string;
  /** Version in the base commit. */
  readonly from: string;
  readonly to: string;
  /** Version before the prereleases, if changesets is in prerelease mode. */
  readonly beforePrereleases?: string | undefined;
  readonly isChangelogChanged: boolean;
}

const remedy = (folder: string, base: string) =>
  `run \`git checkout ${base} -- ${folder}/package.json ${folder}/CHANGELOG.md\` and describe the change with ` +
  "`npx changeset add`; only `npm run release:version` writes versions and changelogs";

/**
 * Rejects versions and changelogs that were not written by `release:version`, which turns changesets into them.
 *
 * `applied` contains the changesets that the branch turned into versions, including those of earlier prereleases.
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
          ? `${folder}/package.json: version: expected ${from}, since no changeset was applied, got ${to}`
          : isChangelogChanged
            ? `${folder}/CHANGELOG.md: expected no change, since no changeset was applied`
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
    // A package that no changeset names is bumped because of a package that it depends on.
    const expected = bumpVersion(beforePrereleases ?? from, bumps.length === 0 ? "patch" : maxBump(bumps));
    return to.split("-")[0] === expected
      ? []
      : [
          {
            what: `${folder}/package.json: version: expected ${expected} from the applied changesets, got ${to}`,
            remedy: remedy(folder, base),
          },
        ];
  });
}
