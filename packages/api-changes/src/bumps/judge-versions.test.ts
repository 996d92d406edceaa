// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, it } from "vitest";
import type { Bump } from "./bump.ts";
import type { Changeset } from "./changeset.ts";
import { judgeVersions, type VersionChange } from "./judge-versions.ts";

const common = { packageName: "@chaukas/spec-common", folder: "packages/spec-common", isChangelogChanged: true };
const server = { packageName: "@chaukas/server", folder: "packages/server", isChangelogChanged: true };

function judge(change: VersionChange, ...applied: Changeset[]): string[] {
  return judgeVersions([change], applied, [["@chaukas/spec-*"]], "abcdef0").map(({ what }) => what);
}

function changeset(bump: Bump, packageName = "@chaukas/spec-client"): Changeset {
  return { path: ".changeset/a.md", releases: new Map([[packageName, bump]]) };
}

it("accepts an unchanged version", () => {
  expect(judge({ ...common, from: "1.1.0", to: "1.1.0", isChangelogChanged: false })).toEqual([]);
});

it("accepts the version that results from the applied changesets of the whole group", () => {
  expect(judge({ ...common, from: "1.1.0", to: "1.2.0" }, changeset("patch"), changeset("minor"))).toEqual([]);
});

it("accepts a patch of a package whose dependency changed", () => {
  expect(judge({ ...server, from: "0.3.1", to: "0.3.2" }, changeset("minor"))).toEqual([]);
  expect(judge({ ...server, from: "0.3.1", to: "0.3.1", isChangelogChanged: false }, changeset("minor"))).toEqual([]);
});

it("bumps the version before the prereleases", () => {
  const change = { ...common, from: "1.2.0-next.0", beforePrereleases: "1.1.0" };
  expect(judge({ ...change, to: "1.2.0-next.1" }, changeset("minor"), changeset("patch"))).toEqual([]);
  expect(judge({ ...change, to: "1.2.0" }, changeset("minor"))).toEqual([]);
  expect(judge({ ...change, to: "2.0.0-next.1" }, changeset("minor"))).toEqual([
    "packages/spec-common/package.json: version: expected 1.2.0 from the applied changesets, got 2.0.0-next.1",
  ]);
});

it("refuses a manually edited version, with the command that reverts it", () => {
  const change = { ...common, from: "1.1.0", to: "1.2.0" };
  expect(judgeVersions([change], [], [], "abcdef0")).toEqual([
    {
      what: "packages/spec-common/package.json: version: expected 1.1.0, since no changeset was applied, got 1.2.0",
      remedy:
        "run `git checkout abcdef0 -- packages/spec-common/package.json packages/spec-common/CHANGELOG.md` and describe " +
        "the change with `npx changeset add`; only `npm run release:version` writes versions and changelogs",
    },
  ]);
});

it("refuses a version that does not result from the applied changesets", () => {
  expect(judge({ ...common, from: "1.1.0", to: "1.3.0" }, changeset("minor"))).toEqual([
    "packages/spec-common/package.json: version: expected 1.2.0 from the applied changesets, got 1.3.0",
  ]);
});

it("refuses a manually edited changelog", () => {
  expect(judge({ ...common, from: "1.1.0", to: "1.1.0" })).toEqual([
    "packages/spec-common/CHANGELOG.md: expected no change, since no changeset was applied",
  ]);
});
