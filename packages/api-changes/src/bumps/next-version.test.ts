// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSpecVersions } from "./next-version.ts";

let repository: string;
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), "chaukas-next-version-"));
  for (const name of ["spec-common", "spec-client", "server"]) {
    write(`packages/${name}/package.json`, JSON.stringify({ name: `@chaukas/${name}`, version: "1.1.0" }));
  }
  write(".changeset/README.md", "# Changesets");
});
afterEach(() => rmSync(repository, { recursive: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), content);
}

function addChangeset(name: string, releases: string): void {
  write(`.changeset/${name}.md`, `---\n${releases}\n---\n\nText.\n`);
}

describe("readSpecVersions", () => {
  it("makes a minor bump without a changeset, since an addition needs one", () => {
    expect(readSpecVersions(repository)).toEqual({ current: "1.1.0", next: "1.2.0" });
  });

  it("makes a minor bump if the changesets make a smaller one", () => {
    addChangeset("fix", '"@chaukas/spec-client": patch');
    expect(readSpecVersions(repository).next).toBe("1.2.0");
  });

  it("makes the largest bump of all packages of the spec, which share a version", () => {
    addChangeset("one", '"@chaukas/spec-common": minor');
    addChangeset("two", '"@chaukas/spec-client": major');
    expect(readSpecVersions(repository).next).toBe("2.0.0");
  });

  it("ignores packages with their own versions, and empty changesets", () => {
    addChangeset("server", '"@chaukas/server": major');
    addChangeset("none", "");
    expect(readSpecVersions(repository).next).toBe("1.2.0");
  });

  it("starts from the version before the prereleases", () => {
    write("packages/spec-common/package.json", '{ "name": "@chaukas/spec-common", "version": "1.2.0-next.3" }');
    write(".changeset/pre.json", JSON.stringify({ mode: "pre", initialVersions: { "@chaukas/spec-common": "1.1.0" } }));
    expect(readSpecVersions(repository)).toEqual({ current: "1.2.0", next: "1.2.0" });
  });
});
