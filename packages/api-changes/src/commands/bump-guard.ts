// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "@chaukas/tooling/command";
import { type Base, findBase, findBases } from "@chaukas/tooling/find-base";
import { git, requireRepository } from "@chaukas/tooling/git";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { Fault } from "../bumps/bump.ts";
import { findRequiredBumps } from "../bumps/find-required-bumps.ts";
import { judgeBumps } from "../bumps/judge-bumps.ts";
import { judgeVersions } from "../bumps/judge-versions.ts";
import { readBranch, readText } from "../bumps/read-branch.ts";
import { requireProtosCompile } from "../protos/compare-protos.ts";

command({
  usage: "npm run bump-guard -- [--base REF]",
  about: `Checks that the changesets of a branch cover what it changes in the protos, as \`buf breaking\` compares
them, the OpenAPI document, the API reports, and the sources of the published packages. A breaking change needs a major
changeset, an addition a minor one, and any other change a patch or an empty changeset. Only \`npm run release:version\`
may change versions and changelogs.

Compares the working tree with the merge base of HEAD and the main branch. Then compares it with the latest release (tag
vX.Y.Z) among the ancestors of HEAD, counting all changesets and versions since that release.

  --base REF  compare only with the merge base of HEAD and this branch, tag or commit`,
  options: { base: { type: "string" } },
  async run(_, { base: ref }) {
    await requireRepository();
    const [main, release] = ref === undefined ? await findBases() : [await findMergeBase(await findBase(ref))];
    if (main === undefined) {
      console.log("bump-guard: no commit yet, nothing to compare with");
      return;
    }
    await requireProtosCompile();
    const { fixed = [] } = JSON.parse(readText(".changeset/config.json") ?? "{}") as { fixed?: string[][] };
    report(main, await judgeBranch(main, fixed));
    if (release !== undefined && release.commit !== main.commit) {
      report(release, await judgeRelease(release, fixed));
    }
  },
});

/** Prints the result of a comparison. Throws {@link ScriptError} if there are faults. */
function report({ name, commit }: Base, faults: readonly Fault[]): void {
  const label = `${name} (${commit.slice(0, 7)})`;
  if (faults.length > 0) {
    console.log(`bump-guard: the changesets do not cover what changed since ${label}`);
    throw new ScriptError(
      faults.map(({ what }) => what).join("\n"),
      [...new Set(faults.map(({ remedy }) => remedy))].join("\n\nalso: "),
    );
  }
  console.log(`bump-guard: the changesets cover what changed since ${label}`);
}

/** Judges a branch by its own changesets and by the pending ones that it applies. */
async function judgeBranch(base: Base, groups: readonly string[][]): Promise<Fault[]> {
  const branch = await readBranch(base.commit);
  const requiredBumps = await findRequiredBumps(base, branch.changedPaths);
  const changesets = [...branch.newChangesets, ...branch.newlyApplied];
  return [
    ...judgeVersions(branch.versions, branch.applied, groups, base.commit.slice(0, 7)),
    ...judgeBumps(requiredBumps, { groups, changesets, versions: new Map() }),
  ];
}

/** Judges the changes since a release by all pending changesets and the versions written since. */
async function judgeRelease(base: Base, groups: readonly string[][]): Promise<Fault[]> {
  const branch = await readBranch(base.commit);
  const versions = branch.versions.map(({ packageName, from, to }) => [packageName, [from, to]] as const);
  const requiredBumps = await findRequiredBumps(base, branch.changedPaths);
  // Whether a change that users do not see needs a changeset was already checked on its own branch.
  const visible = requiredBumps.filter(({ bump }) => bump !== "patch");
  return judgeBumps(visible, { groups, changesets: branch.changesets, versions: new Map(versions) });
}

async function findMergeBase({ name, commit }: Base): Promise<Base> {
  const { code, stdout } = await git("merge-base", "HEAD", commit);
  if (code !== 0) {
    throw new ScriptError(`no merge base: HEAD and ${name} have no common ancestor`, `rebase onto ${name}`);
  }
  return { name, commit: stdout.trim() };
}
