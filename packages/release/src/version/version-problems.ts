// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, globSync, readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { isSpecPackage, listPublicPackages, type PublicPackage } from "@chaukas/tooling/public-packages";
import { root } from "@chaukas/tooling/root";
import { parse } from "yaml";
import { latestVersion } from "../changelog/changelog-entries.ts";

const openApi = "openapi/chaukas/spec/v1/public.yaml";
const schemas = "packages/spec-json-schema/schemas";

/**
 * Checks every place that contains the version of the spec against spec-common: the packages, the OpenAPI document and
 * the JSON Schemas. Each version must be the one that changesets wrote to the changelog, and all spec packages must be
 * in the fixed group of changesets. Returns one line per problem.
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
