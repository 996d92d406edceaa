// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { git } from "@chaukas/tooling/git";
import { isSpecPackage } from "@chaukas/tooling/public-packages";
import { ScriptError } from "@chaukas/tooling/script-error";

/** Name and version of a package. */
interface Versioned {
  readonly name: string;
  readonly version: string;
}

const pattern = /^(?:(?<name>[a-z][a-z0-9-]*)-)?v(?<version>\d+\.\d+\.\d+(?:-[0-9a-z.-]+)?)$/;

/**
 * Returns the packages that a git tag releases: for `v1.2.0` all packages of the spec, for `server-v0.3.0` the package
 * `@chaukas/server`. Throws {@link ScriptError} for any other tag, or if the packages do not have the tag's version.
 */
export function selectTagged<T>(tag: string, items: readonly T[], describe: (item: T) => Versioned): T[] {
  const { name, version } = pattern.exec(tag)?.groups ?? {};
  if (version === undefined) {
    throw new ScriptError(`tag: expected vX.Y.Z or NAME-vX.Y.Z, got ${JSON.stringify(tag)}`, tagRemedy);
  }
  const isTagged = name === undefined ? isSpecPackage : (other: string) => other === `@chaukas/${name}`;
  const tagged = items.filter((item) => isTagged(describe(item).name));
  if (tagged.length === 0 || (name !== undefined && isSpecPackage(`@chaukas/${name}`))) {
    throw new ScriptError(
      `tag ${tag}: expected a package with its own version, found no @chaukas/${name ?? "spec-*"}`,
      tagRemedy,
    );
  }
  const others = tagged.map(describe).filter((item) => item.version !== version);
  if (others.length > 0) {
    const versions = others.map((item) => `${item.name}@${item.version}`).join(", ");
    throw new ScriptError(`tag ${tag}: expected packages of version ${version}, got ${versions}`, tagRemedy);
  }
  return tagged;
}

const tagRemedy =
  "let `npm run release:version` write the version, commit it, and tag that commit, for example as v1.1.0";

/** Returns the given tag, or else the release tag of HEAD. Throws {@link ScriptError} unless HEAD has exactly one. */
export async function findReleaseTag(given: string | undefined): Promise<string> {
  if (given !== undefined) {
    return given;
  }
  const { stdout } = await git("tag", "--points-at", "HEAD");
  const tags = stdout.split("\n").filter((tag) => pattern.test(tag));
  const [tag] = tags;
  if (tag === undefined || tags.length > 1) {
    throw new ScriptError(`HEAD: expected one release tag, found ${tags.join(", ") || "none"}`, "pass one with --tag");
  }
  return tag;
}
