// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { matchesGlob } from "node:path";
import type { Fault } from "./bump.ts";
import { type Bump, bumpBetween, isLess, maxBump } from "./bump.ts";
import type { Changeset } from "./changeset.ts";

/** A change, and the bump that it requires. */
export interface RequiredBump {
  readonly packageName: string;
  readonly bump: Bump;
  /** Where the change is: a file, with a line, a JSON pointer or the name of a declaration. */
  readonly place: string;
  /** What changed, such as `removed`. */
  readonly reason: string;
}

/** The changesets and versions with which a branch declares its changes. */
export interface Declared {
  /** Globs of packages that share one version, as in `fixed` of the configuration of changesets. */
  readonly groups: readonly (readonly string[])[];
  readonly changesets: readonly Changeset[];
  /** Versions written since the base commit: from and to, by package. */
  readonly versions: ReadonlyMap<string, readonly [from: string, to: string]>;
}

/** Maximum number of reasons that are listed. The others are only counted. */
const maxReasons = 10;

/** Checks that the declared bumps cover the required ones. Packages that share a version also share their bumps. */
export function judgeBumps(requiredBumps: readonly RequiredBump[], declared: Declared): Fault[] {
  const groupOf = (name: string) =>
    declared.groups.find((globs) => globs.some((glob) => matchesGlob(name, glob)))?.join(", ") ?? name;
  const inGroup = (group: string) => (name: string) => groupOf(name) === group;
  const isEmpty = declared.changesets.some(({ releases }) => releases.size === 0);

  return [...Map.groupBy(requiredBumps, ({ packageName }) => groupOf(packageName))].flatMap(([group, all]) => {
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
  reasons: readonly RequiredBump[],
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

function describeRemedy(expected: Bump, reasons: readonly RequiredBump[], changesets: readonly Changeset[]): string {
  const names = [...new Set(reasons.map(({ packageName }) => packageName))].sort();
  const lines = names.map((name) => `"${name}": ${expected}`);
  const [first] = changesets;
  if (first !== undefined) {
    return `in ${first.path}, write between the lines of ---\n${lines.join("\n")}${expected === "major" ? orUndo : ""}`;
  }
  const none =
    expected === "patch"
      ? "\nif users cannot notice the change, add an empty one with `npx changeset add --empty`"
      : "";
  const file = `---\n${lines.join("\n")}\n---\n\nWhat changes for users of the packages.`;
  return `run \`npx changeset add\`, or write .changeset/<name>.md:\n${file}${expected === "major" ? orUndo : ""}${none}`;
}

const orUndo = "\nor restore the old element, and add the new one beside it";
