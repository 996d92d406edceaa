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

it("accepts what nobody touched", () => {
  expect(judge({ ...common, from: "1.1.0", to: "1.1.0", isChangelogChanged: false })).toEqual([]);
});

it("accepts the version that the applied changesets make, for the whole group", () => {
  expect(judge({ ...common, from: "1.1.0", to: "1.2.0" }, changeset("patch"), changeset("minor"))).toEqual([]);
});

it("accepts a patch of a package that depends on another one", () => {
  expect(judge({ ...server, from: "0.3.1", to: "0.3.2" }, changeset("minor"))).toEqual([]);
  expect(judge({ ...server, from: "0.3.1", to: "0.3.1", isChangelogChanged: false }, changeset("minor"))).toEqual([]);
});

it("counts prereleases from the version before them", () => {
  const change = { ...common, from: "1.2.0-next.0", beforePrereleases: "1.1.0" };
  expect(judge({ ...change, to: "1.2.0-next.1" }, changeset("minor"), changeset("patch"))).toEqual([]);
  expect(judge({ ...change, to: "1.2.0" }, changeset("minor"))).toEqual([]);
  expect(judge({ ...change, to: "2.0.0-next.1" }, changeset("minor"))).toEqual([
    "packages/spec-common/package.json: version: expected 1.2.0, as the applied changesets say, got 2.0.0-next.1",
  ]);
});

it("refuses a version that was typed by hand, with the command that takes it back", () => {
  const change = { ...common, from: "1.1.0", to: "1.2.0" };
  expect(judgeVersions([change], [], [], "abcdef0")).toEqual([
    {
      what: "packages/spec-common/package.json: version: expected 1.1.0, got 1.2.0 by hand: no changeset was applied",
      remedy:
        "run `git checkout abcdef0 -- packages/spec-common/package.json packages/spec-common/CHANGELOG.md` and describe " +
        "the change with `npx changeset add`; `npm run release:version` alone writes versions and changelogs",
    },
  ]);
});

it("refuses another version than the applied changesets make", () => {
  expect(judge({ ...common, from: "1.1.0", to: "1.3.0" }, changeset("minor"))).toEqual([
    "packages/spec-common/package.json: version: expected 1.2.0, as the applied changesets say, got 1.3.0",
  ]);
});

it("refuses a changelog that was edited by hand", () => {
  expect(judge({ ...common, from: "1.1.0", to: "1.1.0" })).toEqual([
    "packages/spec-common/CHANGELOG.md: expected no change by hand: no changeset was applied",
  ]);
});
