// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isSpecPackage, listPublicPackages } from "@chaukas/tooling/public-packages";
import { root } from "@chaukas/tooling/root";
import { bumpVersion, maxBump } from "./bump.ts";
import { parseChangeset } from "./changeset.ts";

/** Versions of the specification, without prerelease. */
export interface SpecVersions {
  /** Current version of the packages. */
  readonly current: string;
  /** First version that will contain what is added to the protos now. */
  readonly next: string;
}

/**
 * Reads the version of the specification and computes the next one from the pending changesets. The bump is at least
 * minor, with or without changesets, since an addition to the protos is never a patch. Between prereleases, the bump
 * applies to the last version before them.
 */
export function readSpecVersions(repository: string = root): SpecVersions {
  const packages = listPublicPackages(repository);
  const { version = "0.0.0" } = packages.find(({ name }) => name === "@chaukas/spec-common") ?? {};
  const names = packages.map(({ name }) => name);
  const bumps = globSync(".changeset/*.md", { cwd: repository })
    .filter((path) => !path.endsWith("README.md"))
    .flatMap((path) => [...parseChangeset(path, readFileSync(join(repository, path), "utf8"), names).releases])
    .filter(([name]) => isSpecPackage(name))
    .map(([, bump]) => bump);
  const bump = maxBump([...bumps, "minor"]);
  return {
    current: bumpVersion(version, "none"),
    next: bumpVersion(versionBeforePrereleases(repository) ?? version, bump),
  };
}

function versionBeforePrereleases(repository: string): string | undefined {
  const file = join(repository, ".changeset/pre.json");
  if (!existsSync(file)) {
    return undefined;
  }
  const { initialVersions = {} } = JSON.parse(readFileSync(file, "utf8")) as {
    initialVersions?: Record<string, string>;
  };
  return initialVersions["@chaukas/spec-common"];
}
