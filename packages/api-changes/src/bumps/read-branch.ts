// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { git } from "@chaukas/tooling/git";
import { listPublicPackages } from "@chaukas/tooling/public-packages";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import type { PackageManifest } from "@chaukas/tooling/tarball";
import { type Changeset, parseChangeset } from "./changeset.ts";
import type { VersionChange } from "./judge-versions.ts";

/** State of the prerelease mode of changesets, from `.changeset/pre.json`. */
interface PreState {
  readonly mode: string;
  readonly initialVersions: Readonly<Record<string, string>>;
  /** Names of the changesets that earlier prereleases applied. */
  readonly changesets: readonly string[];
}

/** Differences between the working tree and a commit that matter for versions. */
export interface Branch {
  /** Paths that were added, changed or deleted. */
  readonly changedPaths: readonly string[];
  /** Every changeset of the working tree. */
  readonly changesets: readonly Changeset[];
  /** Changesets that are not in the commit, or have different contents there. */
  readonly newChangesets: readonly Changeset[];
  /** Changesets that were turned into versions since the commit. */
  readonly newlyApplied: readonly Changeset[];
  /** The newly applied changesets, and those that earlier prereleases turned into versions. */
  readonly applied: readonly Changeset[];
  readonly versions: readonly VersionChange[];
}

/** Compares the working tree with a commit. */
export async function readBranch(commit: string): Promise<Branch> {
  const packages = listPublicPackages();
  const names = packages.map(({ name }) => name);
  const texts = new Map(
    globSync(".changeset/*.md", { cwd: root })
      .sort()
      .map((path) => [path, readText(path) ?? ""]),
  );
  const old = await readOldChangesets(commit);
  const parse = (from: ReadonlyMap<string, string>) =>
    [...from].filter(([path]) => !path.endsWith("/README.md")).map(([path, text]) => parseChangeset(path, text, names));

  const changesets = parse(texts);
  const [preBefore, preNow] = [
    parsePre(await readOldText(commit, ".changeset/pre.json")),
    parsePre(readText(".changeset/pre.json")),
  ];
  const isApplied = ({ path }: Changeset, pre: PreState | undefined) =>
    pre?.changesets.some((name) => path === `.changeset/${name}.md`) ?? false;
  const gone = parse(new Map([...old].filter(([path]) => !texts.has(path))));
  const applied = [...gone, ...changesets.filter((changeset) => isApplied(changeset, preNow))];

  const versions = await Promise.all(
    packages.map(async ({ name, folder, version }): Promise<VersionChange[]> => {
      const manifest = await readOldText(commit, `${folder}/package.json`);
      const changelog = `${folder}/CHANGELOG.md`;
      return manifest === undefined
        ? []
        : [
            {
              packageName: name,
              folder,
              from: (JSON.parse(manifest) as PackageManifest).version,
              to: version,
              beforePrereleases: (preBefore ?? preNow)?.initialVersions[name],
              isChangelogChanged: (await readOldText(commit, changelog)) !== readText(changelog),
            },
          ];
    }),
  );
  return {
    changedPaths: await listChangedPaths(commit),
    changesets,
    newChangesets: changesets.filter(({ path }) => texts.get(path) !== old.get(path)),
    newlyApplied: applied.filter((changeset) => !isApplied(changeset, preBefore)),
    applied,
    versions: versions.flat(),
  };
}

/** Returns the text of a file in a commit, or undefined if the file is not there. */
export async function readOldText(commit: string, path: string): Promise<string | undefined> {
  const { code, stdout } = await git("show", `${commit}:${path}`);
  return code === 0 ? stdout : undefined;
}

/** Returns the text of a file in the working tree, or undefined if the file does not exist. */
export function readText(path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

async function readOldChangesets(commit: string): Promise<Map<string, string>> {
  const { stdout } = await git("ls-tree", "--name-only", commit, ".changeset/");
  const paths = stdout.split("\n").filter((path) => path.endsWith(".md"));
  return new Map(
    await Promise.all(
      paths.map(async (path): Promise<[string, string]> => [path, (await readOldText(commit, path)) ?? ""]),
    ),
  );
}

async function listChangedPaths(commit: string): Promise<string[]> {
  const changed = await run("git", ["diff", "--name-only", "--no-renames", "-z", commit], { cwd: root });
  const untracked = await run("git", ["ls-files", "--others", "--exclude-standard", "-z"], { cwd: root });
  return [...new Set(`${changed}${untracked}`.split("\0"))].filter((path) => path !== "").sort();
}

function parsePre(text: string | undefined): PreState | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as PreState);
}
