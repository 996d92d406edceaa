// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, globSync, readFileSync } from "node:fs";
import { join, matchesGlob, relative } from "node:path";
import { listPythonPackages } from "@chaukas/python/python-packages";
import { toPythonVersion } from "@chaukas/python/python-version";
import { isSpecPackage, listPublicPackages, type PublicPackage } from "@chaukas/tooling/public-packages";
import { root } from "@chaukas/tooling/root";
import { parse as parseToml } from "smol-toml";
import { parse } from "yaml";
import { latestVersion } from "../changelog/changelog-entries.ts";
import { readGoModule } from "./go-module.ts";

const openApi = "openapi/chaukas/spec/v1/public.yaml";
const schemas = "packages/spec-json-schema/schemas";

/**
 * Checks every place that contains the version of the spec against spec-common: the packages, the OpenAPI document and
 * the JSON Schemas. Each version must be the one that changesets wrote to the changelog, and all spec packages must be
 * in the fixed group of changesets. The Python packages and the Go module must take the version from elsewhere: from
 * spec-common when they are built, and from the tag. Returns one line per problem.
 */
export function findVersionProblems(repository: string = root): string[] {
  const packages = listPublicPackages(repository);
  const version = packages.find(({ name }) => name === "@chaukas/spec-common")?.version;
  if (version === undefined) {
    return ["packages/spec-common: expected the package that has the version of the spec, found none"];
  }
  return [
    ...packages.flatMap((item) => checkPackage(repository, item, version)),
    ...checkFixedGroup(repository, packages),
    ...checkGenerated(repository, version),
    ...checkPython(repository, version),
    ...checkGo(repository, version),
  ];
}

function checkPackage(repository: string, { name, folder, version }: PublicPackage, specVersion: string): string[] {
  const problems: string[] = [];
  if (isSpecPackage(name) && version !== specVersion) {
    problems.push(`${folder}/package.json: expected version ${specVersion} as in packages/spec-common, got ${version}`);
  }
  // A new package has no changelog before its first release.
  const changelog = join(repository, folder, "CHANGELOG.md");
  const released = existsSync(changelog) ? latestVersion(readFileSync(changelog, "utf8")) : version;
  if (released !== version) {
    problems.push(
      `${folder}/package.json: expected version ${released}, the latest in its CHANGELOG.md, got ${version}`,
    );
  }
  return problems;
}

function checkFixedGroup(repository: string, packages: readonly PublicPackage[]): string[] {
  const { fixed = [] } = JSON.parse(readFileSync(join(repository, ".changeset/config.json"), "utf8")) as {
    fixed?: string[][];
  };
  const [group = [], ...others] = fixed;
  const isFixed = (name: string) => group.some((pattern) => matchesGlob(name, pattern));
  return [
    ...(others.length === 0 ? [] : [`.changeset/config.json: fixed: expected one group, got ${fixed.length}`]),
    ...packages
      .filter(({ name }) => isSpecPackage(name) !== isFixed(name))
      .map(
        ({ name }) =>
          `.changeset/config.json: fixed: expected ${isSpecPackage(name) ? "" : "no "}${name} in the group of the spec`,
      ),
  ];
}

function checkGenerated(repository: string, version: string): string[] {
  const { info } = parse(readFileSync(join(repository, openApi), "utf8")) as { info: { version: string } };
  const problems =
    info.version === version ? [] : [`${openApi}: info.version: expected ${version}, got ${info.version}`];
  const files = globSync(`${schemas}/**/*.json`, { cwd: repository }).sort();
  if (files.length === 0) {
    problems.push(`${schemas}: expected JSON Schemas, found none`);
  }
  for (const file of files) {
    const { $id = "" } = JSON.parse(readFileSync(join(repository, file), "utf8")) as { $id?: string };
    if (!$id.includes(`/schemas/${version}/`)) {
      problems.push(`${file}: $id: expected it to contain /schemas/${version}/, got ${JSON.stringify($id)}`);
    }
  }
  return problems;
}

/** The parts of a pyproject.toml that the check reads. */
interface PyProject {
  readonly project?: { readonly version?: string; readonly dependencies?: unknown; readonly dynamic?: string[] };
  readonly tool?: {
    readonly hatch?: { readonly metadata?: { readonly hooks?: { readonly custom?: { dependencies?: string[] } } } };
  };
}

function checkPython(repository: string, version: string): string[] {
  const packages = listPythonPackages(repository);
  const names = packages.map(({ name }) => name);
  const problems = packages.flatMap(({ folder }) => {
    const path = join(relative(repository, folder), "pyproject.toml");
    const { project, tool } = parseToml(readFileSync(join(repository, path), "utf8")) as PyProject;
    const fixed = (["version", "dependencies"] as const)
      .filter((key) => project?.[key] !== undefined || !project?.dynamic?.includes(key))
      .map((key) => `${path}: project.${key}: expected it in dynamic, since hatch_build.py computes it`);
    const pinned = (tool?.hatch?.metadata?.hooks?.custom?.dependencies ?? [])
      .filter((each) => names.some((name) => each.startsWith(name)) && !/^[\w-]+==\{version\}$/.test(each))
      .map((each) => `${path}: dependencies: expected ${/^[\w-]+/.exec(each)}=={version}, got ${each}`);
    return [...fixed, ...pinned];
  });
  if (packages.length === 0) {
    problems.push("packages/python: expected Python packages, found none");
  }
  try {
    toPythonVersion(version);
  } catch (error) {
    problems.push(`packages/spec-common/package.json: ${error instanceof Error ? error.message : error}`);
  }
  return problems;
}

/** The path of a Go module contains the major version, from 2 on. */
function checkGo(repository: string, version: string): string[] {
  const path = readGoModule(repository);
  const major = Number(version.split(".")[0]);
  const [base = "", found = ""] = /^(.*?)(\/v\d+)?$/.exec(path)?.slice(1) ?? [];
  const expected = major < 2 ? "" : `/v${major}`;
  return found === expected ? [] : [`go.mod: module: expected ${base}${expected} for version ${version}, got ${path}`];
}
