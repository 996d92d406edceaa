// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { describe, expect, it } from "vitest";
import type { Bump } from "./bump.ts";
import { judgeBumps, type RequiredBump } from "./judge-bumps.ts";

const groups = [["@chaukas/spec-*"]];
const none = { groups, changesets: [], versions: new Map() };

function needs(bump: Bump, packageName = "@chaukas/spec-common"): RequiredBump {
  return { packageName, bump, place: "proto/a.proto:1:1", reason: "removed" };
}

function declares(bump: Bump, packageName = "@chaukas/spec-common") {
  return { path: ".changeset/a.md", releases: new Map([[packageName, bump]]) };
}

describe("accepts", () => {
  it("no change, with or without a changeset", () => {
    expect(judgeBumps([], none)).toEqual([]);
    expect(judgeBumps([], { ...none, changesets: [declares("major")] })).toEqual([]);
  });

  it.each([
    ["patch", "patch"],
    ["patch", "major"],
    ["minor", "minor"],
    ["minor", "major"],
    ["major", "major"],
  ] as const)("a %s declared as %s", (needed, declared) => {
    expect(judgeBumps([needs(needed)], { ...none, changesets: [declares(declared)] })).toEqual([]);
  });

  it("a bump that another package of the group declares", () => {
    const changesets = [declares("patch"), declares("major", "@chaukas/spec-client")];
    expect(judgeBumps([needs("major")], { ...none, changesets })).toEqual([]);
  });

  it("a version written since the base", () => {
    const versions = new Map([["@chaukas/spec-common", ["1.1.0", "2.0.0-next.0"] as const]]);
    expect(judgeBumps([needs("major")], { ...none, versions })).toEqual([]);
  });

  it("an empty changeset, but only for a change that users do not see", () => {
    const changesets = [{ path: ".changeset/a.md", releases: new Map() }];
    expect(judgeBumps([needs("patch")], { ...none, changesets })).toEqual([]);
    expect(judgeBumps([needs("minor")], { ...none, changesets })).toHaveLength(1);
  });
});

describe("refuses", () => {
  it("a breaking change without a changeset, and shows the file to write", () => {
    expect(judgeBumps([needs("major"), needs("minor")], none)).toEqual([
      {
        what: "@chaukas/spec-*: expected a major changeset, found none:\n  major: proto/a.proto:1:1: removed",
        remedy:
          "run `npx changeset add`, or write .changeset/<name>.md:\n" +
          '---\n"@chaukas/spec-common": major\n---\n\nWhat changes for users of the packages.\n' +
          "or restore the old element, and add the new one beside it",
      },
    ]);
  });

  it("a breaking change with a patch changeset, and shows the line to write", () => {
    expect(judgeBumps([needs("major")], { ...none, changesets: [declares("patch")] })).toEqual([
      {
        what: "@chaukas/spec-*: expected a major changeset, found patch in .changeset/a.md:\n  major: proto/a.proto:1:1: removed",
        remedy:
          'in .changeset/a.md, write between the lines of ---\n"@chaukas/spec-common": major\n' +
          "or restore the old element, and add the new one beside it",
      },
    ]);
  });

  it("an addition with a patch changeset", () => {
    const [fault, ...others] = judgeBumps([needs("minor")], { ...none, changesets: [declares("patch")] });
    expect(others).toEqual([]);
    expect(fault?.what).toContain("expected a minor changeset, found patch in .changeset/a.md");
  });

  it("a change without a changeset, and suggests an empty one if users do not see the change", () => {
    const [fault] = judgeBumps([needs("patch")], none);
    expect(fault?.what).toContain("expected a patch changeset, found none");
    expect(fault?.remedy).toContain("add an empty one with `npx changeset add --empty`");
  });

  it("each group separately", () => {
    const requiredBumps = [needs("minor"), needs("minor", "@chaukas/server"), needs("minor", "@chaukas/other")];
    const faults = judgeBumps(requiredBumps, { ...none, changesets: [declares("minor", "@chaukas/server")] });
    expect(faults.map(({ what }) => what.split(":")[0])).toEqual(["@chaukas/spec-*", "@chaukas/other"]);
  });

  it("with at most ten reasons, and the number of the others", () => {
    const requiredBumps = Array.from({ length: 13 }, () => needs("major"));
    const [fault] = judgeBumps(requiredBumps, none);
    expect(fault?.what.split("\n")).toHaveLength(12);
    expect(fault?.what).toMatch(/\n {2}and 3 more$/);
  });
});
