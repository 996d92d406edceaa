// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { git } from "@chaukas/tooling/git";
import { root } from "@chaukas/tooling/root";

/** The part of a changeset that the changelog needs, as changesets passes it. */
export interface ChangesetSummary {
  readonly summary: string;
  /** Commit that added the changeset, or undefined if it is not committed yet. */
  readonly commit?: string | undefined;
}

/**
 * Changelog generator for changesets. Each entry links its commit and its pull request. The pull request comes from the
 * git history, which needs neither a token nor the network.
 */
export default {
  async getReleaseLine({ summary, commit }: ChangesetSummary): Promise<string> {
    return formatEntry(summary, commit, commit === undefined ? undefined : await findPullRequest(commit));
  },

  /** Returns no line, because spec packages always depend on each other at their common version. */
  getDependencyReleaseLine: (): string => "",
};

/** Formats a changeset as an item of a Markdown list, with its links after the first paragraph. */
export function formatEntry(summary: string, commit: string | undefined, pullRequest: number | undefined): string {
  const [first = "", ...rest] = summary.trim().split("\n");
  const repository = repositoryUrl();
  const links = [
    ...(pullRequest === undefined ? [] : [`[#${pullRequest}](${repository}/pull/${pullRequest})`]),
    ...(commit === undefined ? [] : [`[\`${commit.slice(0, 7)}\`](${repository}/commit/${commit})`]),
  ];
  const suffix = links.length === 0 ? "" : ` (${links.join(", ")})`;
  // The lines up to the first blank line are one paragraph. The links go at its end.
  const end = rest.findIndex((line) => line.trim() === "");
  const paragraph = [first, ...rest.slice(0, end === -1 ? rest.length : end)].map((line) => line.trim()).join(" ");
  const others = end === -1 ? [] : rest.slice(end);
  return [`- ${paragraph}${suffix}`, ...others.map((line) => (line.trim() === "" ? "" : `  ${line}`))].join("\n");
}

/** Returns the number of the pull request in the subject of a squashed commit or a merge commit, if there is one. */
export function parsePullRequest(subject: string): number | undefined {
  const match = /^Merge pull request #(\d+) /.exec(subject) ?? / \(#(\d+)\)$/.exec(subject);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

async function findPullRequest(commit: string): Promise<number | undefined> {
  const own = parsePullRequest((await git("log", "-1", "--format=%s", commit)).stdout.trim());
  if (own !== undefined) {
    return own;
  }
  const merges = await git("log", "--merges", "--ancestry-path", "--reverse", "--format=%s", `${commit}..HEAD`);
  return merges.stdout
    .split("\n")
    .map(parsePullRequest)
    .find((number) => number !== undefined);
}

function repositoryUrl(): string {
  const { repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    repository: { url: string };
  };
  return repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
}
