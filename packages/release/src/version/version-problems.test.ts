// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { listPythonPackages } from "@chaukas/python/python-packages";
import { isSpecPackage, listPublicPackages } from "@chaukas/tooling/public-packages";
import { root } from "@chaukas/tooling/root";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findVersionProblems } from "./version-problems.ts";

const versioned = [
  ".changeset/config.json",
  "go.mod",
  "openapi/chaukas/spec/v1/public.yaml",
  "packages/spec-json-schema/schemas",
  ...listPythonPackages().map(({ folder }) => relative(root, join(folder, "pyproject.toml"))),
];
const version = listPublicPackages().find(({ name }) => name === "@chaukas/spec-common")?.version ?? "";

let repository: string;
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), "chaukas-versions-"));
  const manifests = listPublicPackages().flatMap(({ folder }) => [`${folder}/package.json`, `${folder}/CHANGELOG.md`]);
  // A package has no changelog before its first release.
  for (const path of [...versioned, ...manifests].filter((file) => existsSync(join(root, file)))) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    cpSync(join(root, path), join(repository, path), { recursive: true });
  }
});
afterEach(() => rmSync(repository, { recursive: true }));

function edit(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(repository, path), "utf8");
  const changed = text.replace(from, to);
  expect(changed, path).not.toBe(text);
  writeFileSync(join(repository, path), changed);
}

function addPackage(name: string, manifest: object): void {
  mkdirSync(join(repository, "packages", name));
  writeFileSync(join(repository, "packages", name, "package.json"), JSON.stringify(manifest));
}

describe("findVersionProblems", () => {
  test("finds one version in the packages, the OpenAPI document and every JSON Schema", () => {
    expect(findVersionProblems()).toEqual([]);
    expect(listPublicPackages().filter(({ name }) => isSpecPackage(name)).length).toBeGreaterThan(4);
  });

  test("refuses a version that was edited in one package", () => {
    edit("packages/spec-client/package.json", `"version": "${version}"`, '"version": "9.9.9"');
    expect(findVersionProblems(repository)).toEqual([
      `packages/spec-client/package.json: expected version ${version} as in packages/spec-common, got 9.9.9`,
      `packages/spec-client/package.json: expected version ${version}, the latest in its CHANGELOG.md, got 9.9.9`,
    ]);
  });

  test("refuses a version that was edited in every package", () => {
    const packages = listPublicPackages(repository).filter(({ name }) => isSpecPackage(name));
    for (const { folder } of packages) {
      edit(`${folder}/package.json`, `"version": "${version}"`, '"version": "9.9.9"');
    }
    const problems = findVersionProblems(repository);
    for (const { folder } of packages.filter((item) => existsSync(join(repository, item.folder, "CHANGELOG.md")))) {
      expect(problems).toContain(
        `${folder}/package.json: expected version ${version}, the latest in its CHANGELOG.md, got 9.9.9`,
      );
    }
    expect(problems).toContain(`openapi/chaukas/spec/v1/public.yaml: info.version: expected 9.9.9, got ${version}`);
  });

  test("refuses an $id with another version", () => {
    const file = "packages/spec-json-schema/schemas/strict/Event.schema.json";
    edit(file, `/schemas/${version}/`, "/schemas/1.0.5/");
    expect(findVersionProblems(repository).join()).toMatch(
      new RegExp(`^${file}: \\$id: expected it to contain /schemas/${version}/, got ".*/schemas/1.0.5/.*"$`),
    );
  });

  test("refuses a spec package that is missing from the fixed group", () => {
    const members = listPublicPackages().map(({ name }) => name);
    const fixed = members.filter((name) => isSpecPackage(name) && name !== "@chaukas/spec-server");
    writeFileSync(join(repository, ".changeset/config.json"), JSON.stringify({ fixed: [fixed] }));
    expect(findVersionProblems(repository)).toEqual([
      ".changeset/config.json: fixed: expected @chaukas/spec-server in the group of the spec",
    ]);
  });

  test("refuses packages with versions of their own in the fixed group", () => {
    expect(findVersionProblems(repository)).toEqual([]);
    writeFileSync(join(repository, ".changeset/config.json"), JSON.stringify({ fixed: [["@chaukas/*"]] }));
    expect(findVersionProblems(repository)).toEqual([
      ".changeset/config.json: fixed: expected no @chaukas/explorer in the group of the spec",
      ".changeset/config.json: fixed: expected no @chaukas/sdk in the group of the spec",
      ".changeset/config.json: fixed: expected no @chaukas/server in the group of the spec",
    ]);
  });

  test("refuses a Python package that has a version or requires another in one, and none at all", () => {
    const path = "packages/python/chaukas-spec-client/pyproject.toml";
    edit(path, 'dynamic = ["version", "dependencies"]', `version = "${version}"\ndynamic = ["dependencies"]`);
    edit(path, "chaukas-spec-common=={version}", `chaukas-spec-common==${version}`);
    expect(findVersionProblems(repository)).toEqual([
      `${path}: project.version: expected it in dynamic, since hatch_build.py computes it`,
      `${path}: dependencies: expected chaukas-spec-common=={version}, got chaukas-spec-common==${version}`,
    ]);
    rmSync(join(repository, "packages/python"), { recursive: true });
    expect(findVersionProblems(repository)).toEqual(["packages/python: expected Python packages, found none"]);
  });

  test("refuses a prerelease that Python has no version for", () => {
    edit("packages/spec-common/package.json", `"version": "${version}"`, '"version": "9.0.0-beta.1"');
    expect(findVersionProblems(repository)).toContain(
      'packages/spec-common/package.json: version: expected X.Y.Z or X.Y.Z-next.N, got "9.0.0-beta.1"',
    );
  });

  test("refuses a Go module whose path is for another major version", () => {
    const path = "github.com/chaukasai/chaukas-spec";
    edit("go.mod", `module ${path}`, `module ${path}/v2`);
    expect(findVersionProblems(repository)).toEqual([
      `go.mod: module: expected ${path} for version ${version}, got ${path}/v2`,
    ]);
  });

  test("accepts a new package without a changelog, and ignores private packages", () => {
    addPackage("spec-new", { name: "@chaukas/spec-new", version });
    addPackage("secret", { name: "@chaukas/secret", version: "0.0.0", private: true });
    expect(findVersionProblems(repository)).toEqual([]);
  });
});
