// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { matchesGlob } from "node:path";
import type { Fault } from "./bump.ts";
import { type Bump, bumpBetween, isLess, maxBump } from "./bump.ts";
import type { Changeset } from "./changeset.ts";

/** A change that asks for a bump. */
export interface Requirement {
  readonly packageName: string;
  readonly bump: Bump;
  /** Where it is: a file, with a line, a pointer or the name of a declaration. */
  readonly place: string;
  /** What it does, such as `removed`. */
  readonly reason: string;
}

/** All that {@link judgeBumps} looks at. */
export interface Declared {
  /** Globs of packages that share one version, as `fixed` in the configuration of changesets. */
  readonly groups: readonly (readonly string[])[];
  readonly changesets: readonly Changeset[];
  /** Versions that were written since: from and to, by package. */
  readonly versions: ReadonlyMap<string, readonly [from: string, to: string]>;
}

/** Reasons beyond this number are counted, not listed. */
const maxReasons = 10;

/** Holds what changed against what is declared. Packages that share a version share their bumps too. */
export function judgeBumps(requirements: readonly Requirement[], declared: Declared): Fault[] {
  const groupOf = (name: string) =>
    declared.groups.find((globs) => globs.some((glob) => matchesGlob(name, glob)))?.join(", ") ?? name;
  const inGroup = (group: string) => (name: string) => groupOf(name) === group;
  const isEmpty = declared.changesets.some(({ releases }) => releases.size === 0);

  return [...Map.groupBy(requirements, ({ packageName }) => groupOf(packageName))].flatMap(([group, all]) => {
    const changesets = declared.changesets.filter(({ releases }) => [...releases.keys()].some(inGroup(group)));
    const versions = [...declared.versions].filter(([name]) => inGroup(group)(name));
    const got = maxBump([
      ...changesets.flatMap(({ releases }) => [...releases].filter(([name]) => inGroup(group)(name)).map(([, b]) => b)),
      ...versions.map(([, [from, to]]) => bumpBetween(from, to)),
    ]);
    const expected = maxBump(all.map(({ bump }) => bump));
    if (!isLess(got, expected) || (isEmpty && expected === "patch")) {
      return [];
    }
    const reasons = all.filter(({ bump }) => isLess(got, bump));
    return [describeFault(group, expected, got, reasons, changesets)];
  });
}

function describeFault(
  group: string,
  expected: Bump,
  got: Bump,
  reasons: readonly Requirement[],
  changesets: readonly Changeset[],
): Fault {
  const paths = changesets.map(({ path }) => path).join(", ");
  const found = got === "none" ? "none" : `${got}${paths === "" ? "" : ` in ${paths}`}`;
  const sorted = reasons.filter(({ bump }) => bump === expected);
  const lines = sorted.slice(0, maxReasons).map(({ bump, place, reason }) => `  ${bump}: ${place}: ${reason}`);
  const more = sorted.length > maxReasons ? [`  and ${sorted.length - maxReasons} more`] : [];
  return {
    what: [`${group}: expected a ${expected} changeset, found ${found}:`, ...lines, ...more].join("\n"),
    remedy: describeRemedy(expected, sorted, changesets),
  };
}

function describeRemedy(expected: Bump, reasons: readonly Requirement[], changesets: readonly Changeset[]): string {
  const names = [...new Set(reasons.map(({ packageName }) => packageName))].sort();
  const lines = names.map((name) => `"${name}": ${expected}`);
  const [first] = changesets;
  if (first !== undefined) {
    return `in ${first.path}, write between the lines of ---\n${lines.join("\n")}${expected === "major" ? orUndo : ""}`;
  }
  const none =
    expected === "patch" ? "\nif no user can tell the difference, say so with `npx changeset add --empty`" : "";
  const file = `---\n${lines.join("\n")}\n---\n\nWhat changes for those who use the packages.`;
  return `run \`npx changeset add\`, or write .changeset/<name>.md:\n${file}${expected === "major" ? orUndo : ""}${none}`;
}

const orUndo = "\nor put back what is gone, and add what is new beside it";
