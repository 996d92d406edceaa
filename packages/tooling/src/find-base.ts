// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { findCommit, findRemote, git, isShallow } from "./git.ts";
import { ScriptError } from "./script-error.ts";

/** A commit to compare with. */
export interface Base {
  /** Name for people, such as a branch or a tag. */
  readonly name: string;
  readonly commit: string;
}

const otherRef = "or name a commit: `npm run breaking -- --against <branch, tag or commit>`";

/**
 * Finds the commits that the working tree must stay compatible with: the merge base with the main branch, and the
 * latest release that this branch contains. Fetches the history of a shallow clone first.
 *
 * Returns an empty array if there is no commit yet. Throws {@link ScriptError} if a base cannot be found.
 */
export async function findBases(): Promise<Base[]> {
  if ((await findCommit("HEAD")) === undefined) {
    return [];
  }
  const remote = await findRemote();
  if (await isShallow()) {
    await completeHistory(remote);
  }
  const bases = [await findMergeBase(await findMainBranch(remote)), await findRelease()];
  return bases.filter((base) => base !== undefined);
}

/** Finds the commit of a ref, and fetches it if this clone does not have it. */
export async function findBase(ref: string): Promise<Base> {
  const remote = await findRemote();
  const commit = (await findCommit(ref)) ?? (remote === undefined ? undefined : await fetchCommit(ref, remote));
  if (commit === undefined) {
    throw new ScriptError(
      `unknown ref ${JSON.stringify(ref)}: expected a branch, tag or commit of this clone${remote === undefined ? "" : ` or of ${remote}`}`,
      "list the branches and tags with `git branch --all` and `git tag`",
    );
  }
  return { name: ref, commit };
}

async function fetchCommit(ref: string, remote: string): Promise<string | undefined> {
  // Excludes anything that git could read as an option or as a refspec that writes.
  if (!/^\w[\w./-]*$/.test(ref)) {
    return undefined;
  }
  const name = ref.startsWith(`${remote}/`) ? ref.slice(remote.length + 1) : ref;
  const depth = (await isShallow()) ? ["--depth=1"] : [];
  const { code, stderr } = await git("fetch", "--quiet", "--no-tags", ...depth, remote, name);
  if (code === 0) {
    return await findCommit("FETCH_HEAD");
  }
  if (/couldn't find remote ref|not our ref/.test(stderr)) {
    return undefined;
  }
  throw new ScriptError(
    `${ref} is not in this clone and cannot be fetched from ${remote}: ${stderr.trim()}`,
    `check the network, run \`git fetch ${remote} ${name}\`, then this command again`,
  );
}

async function completeHistory(remote: string | undefined): Promise<void> {
  if (remote === undefined) {
    throw new ScriptError(
      "this clone is shallow, and it has no remote to fetch the merge base from",
      `run \`git remote add origin <url>\` and \`git fetch --unshallow --tags origin\`, then this command again, ${otherRef}`,
    );
  }
  const { code, stderr } = await git("fetch", "--quiet", "--unshallow", "--tags", remote);
  if (code !== 0) {
    throw new ScriptError(
      `this clone is shallow, and its history cannot be fetched from ${remote}: ${stderr.trim()}`,
      `run \`git fetch --unshallow --tags ${remote}\`, then this command again, ${otherRef}`,
    );
  }
}

async function findMainBranch(remote: string | undefined): Promise<Base> {
  const names = remote === undefined ? ["main"] : [`${remote}/HEAD`, `${remote}/main`, "main"];
  for (const name of names) {
    const commit = await findCommit(name);
    if (commit !== undefined) {
      return { name: (await git("rev-parse", "--abbrev-ref", name)).stdout.trim() || name, commit };
    }
  }
  if (remote !== undefined) {
    // A clone of a single branch, as in CI, has no other branch.
    const commit = await fetchCommit("HEAD", remote);
    if (commit !== undefined) {
      return { name: `${remote}/HEAD`, commit };
    }
  }
  throw new ScriptError(`no main branch: expected one of ${names.join(", ")}`, `run \`git fetch\`, ${otherRef}`);
}

async function findMergeBase(main: Base): Promise<Base> {
  const { code, stdout } = await git("merge-base", "HEAD", main.commit);
  if (code !== 0) {
    throw new ScriptError(
      `no merge base: HEAD and ${main.name} have no common ancestor`,
      `rebase onto ${main.name}, ${otherRef}`,
    );
  }
  return { name: main.name, commit: stdout.trim() };
}

async function findRelease(): Promise<Base | undefined> {
  const { stdout } = await git("tag", "--list", "v*.*.*", "--merged", "HEAD", "--sort=-version:refname");
  const name = stdout.split("\n").find((tag) => /^v\d+\.\d+\.\d+$/.test(tag));
  const commit = name === undefined ? undefined : await findCommit(`refs/tags/${name}`);
  return name === undefined || commit === undefined ? undefined : { name, commit };
}
