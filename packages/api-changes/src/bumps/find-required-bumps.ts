// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Base } from "@chaukas/tooling/find-base";
import { git } from "@chaukas/tooling/git";
import { listPublicPackages, type PublicPackage } from "@chaukas/tooling/public-packages";
import type { PackageManifest } from "@chaukas/tooling/tarball";
import { compareReports } from "../api-reports/compare-reports.ts";
import { parseReport } from "../api-reports/report-text.ts";
import { compareOpenApi } from "../openapi/compare-openapi.ts";
import { compareProtos } from "../protos/compare-protos.ts";
import type { RequiredBump } from "./judge-bumps.ts";
import { listBundled } from "./list-bundled.ts";
import { readOldText, readText } from "./read-branch.ts";

const openApi = "openapi/chaukas/spec/v1/public.yaml";
/** Keys of a package.json that change how the package is installed, resolved or run. */
const publishedKeys = ["type", "exports", "files", "sideEffects", "bin", "engines", "dependencies", "peerDependencies"];

/** Sources of the Go module and of the Python packages. */
const foreignSource =
  /^(?:go\.mod|chaukas\/.*\.go|packages\/python\/chaukas-[\w-]+\/(?:(?:src|gen)\/.*|pyproject\.toml|hatch_build\.py))$/;

/** Finds everything that the working tree changes for users since a commit, with the bump that each change requires. */
export async function findRequiredBumps(base: Base, changedPaths: readonly string[]): Promise<RequiredBump[]> {
  const packages = listPublicPackages();
  return [
    ...(await findBrokenProtos(base, packages)),
    ...(await findOpenApiChanges(base)),
    ...(await findApiChanges(base, packages)),
    ...(await findChangedSources(base, packages, changedPaths)),
  ];
}

async function findBrokenProtos(base: Base, packages: readonly PublicPackage[]): Promise<RequiredBump[]> {
  const findings = (await compareProtos(base, "text")) ?? [];
  return findings.map((line) => {
    const [, place = "proto", reason = line] = /^([^:]+(?::\d+)*):(.*)$/.exec(line) ?? [];
    return { packageName: packageOfProto(place, packages), bump: "major", place, reason: `buf breaking: ${reason}` };
  });
}

/** Returns the package that contains the code of a proto, such as spec-client for proto/chaukas/spec/client. */
function packageOfProto(path: string, packages: readonly PublicPackage[]): string {
  const name = `@chaukas/spec-${path.split("/")[3]}`;
  return packages.some((item) => item.name === name) ? name : "@chaukas/spec-common";
}

async function findOpenApiChanges(base: Base): Promise<RequiredBump[]> {
  const [before, after] = [await readOldText(base.commit, openApi), readText(openApi)];
  if (before === undefined) {
    return [];
  }
  const changes = await compareOpenApi(before, after ?? "");
  const packageName = "@chaukas/spec-json-schema";
  const found = changes.flatMap(({ isBreaking, pointer, what }): RequiredBump[] => {
    const place = `${openApi}${pointer}`;
    const isAddition = / (added|gained)\b/.test(what);
    return isBreaking || isAddition ? [{ packageName, bump: isBreaking ? "major" : "minor", place, reason: what }] : [];
  });
  // The other changes concern descriptions and the like, of which there may be hundreds, so one entry covers them all.
  const patch: RequiredBump = { packageName, bump: "patch", place: openApi, reason: "changed" };
  return changes.length > found.length ? [...found, patch] : found;
}

async function findApiChanges(base: Base, packages: readonly PublicPackage[]): Promise<RequiredBump[]> {
  const listed = (await git("ls-tree", "-r", "--name-only", base.commit, "packages/")).stdout.split("\n");
  const before = listed.filter((path) => /^packages\/[^/]+\/api-report\.md$/.test(path));
  if (before.length === 0) {
    console.log(`bump-guard: ${base.name} has no API reports, nothing to compare with`);
    return [];
  }
  const now = [...packages.map(({ folder }) => folder), "packages/go", "packages/python"];
  const paths = [...new Set([...before, ...now.map((folder) => `${folder}/api-report.md`)])];
  const found = await Promise.all(
    paths.map(async (path) => compareReportTexts(path, await readOldText(base.commit, path), readText(path))),
  );
  // The packages in other languages have the version of the spec.
  return found
    .flat()
    .map((item) => (item.packageName.startsWith("@") ? item : { ...item, packageName: "@chaukas/spec-common" }));
}

function compareReportTexts(path: string, before: string | undefined, after: string | undefined): RequiredBump[] {
  const { packageName } = parseReport(after ?? before ?? "");
  if (before === after) {
    return [];
  }
  if (before === undefined || after === undefined) {
    const isAdded = after !== undefined;
    return [{ packageName, bump: isAdded ? "minor" : "major", place: path, reason: isAdded ? "added" : "removed" }];
  }
  return compareReports(parseReport(before), parseReport(after)).map(({ isBreaking, place, what }) => ({
    packageName,
    bump: isBreaking ? "major" : "minor",
    place: `${path}: ${place}`,
    reason: what,
  }));
}

async function findChangedSources(
  base: Base,
  packages: readonly PublicPackage[],
  changedPaths: readonly string[],
): Promise<RequiredBump[]> {
  const patch = { bump: "patch", reason: "changed" } as const;
  const protos = changedPaths
    .filter((path) => path.startsWith("proto/") && path.endsWith(".proto"))
    .map((place) => ({ ...patch, place, packageName: packageOfProto(place, packages) }));
  const sourcesOf = ({ folder }: PublicPackage) =>
    changedPaths
      .filter((path) => path.startsWith(`${folder}/`) && /^(src|schemas|vectors)\//.test(path.slice(folder.length + 1)))
      .filter((path) => !path.includes(".test."));
  const sources = packages.flatMap((item) =>
    sourcesOf(item).map((place) => ({ ...patch, place, packageName: item.name })),
  );
  // Until the bundle is released again, its users have the old code.
  const bundled = packages.flatMap((bundler) =>
    listBundled(bundler, packages).flatMap((item) =>
      sourcesOf(item).map((place) => ({ ...patch, place, reason: "changed, and bundled", packageName: bundler.name })),
    ),
  );
  const foreign = changedPaths
    .filter((path) => foreignSource.test(path) && !path.endsWith("_test.go"))
    .map((place) => ({ ...patch, place, packageName: packageOfForeign(place, packages) }));
  const manifests = packages.filter(({ folder }) => changedPaths.includes(`${folder}/package.json`));
  const changed = await Promise.all(
    manifests.map(async ({ name, folder }) => {
      const place = `${folder}/package.json`;
      const keys = listChangedKeys(await readOldText(base.commit, place), readText(place));
      return keys.map((key) => ({ ...patch, place: `${place}: ${key}`, packageName: name }));
    }),
  );
  return [...protos, ...sources, ...bundled, ...foreign, ...changed.flat()];
}

/** Returns the npm package with the same content, such as spec-client for packages/python/chaukas-spec-client. */
function packageOfForeign(path: string, packages: readonly PublicPackage[]): string {
  const [, side = "common"] = /^(?:chaukas\/(?:spec\/)?|packages\/python\/chaukas-(?:spec-)?)(\w+)/.exec(path) ?? [];
  const name = `@chaukas/spec-${side}`;
  return packages.some((item) => item.name === name) ? name : "@chaukas/spec-common";
}

function listChangedKeys(before = "{}", after = "{}"): string[] {
  const [old, fresh] = [before, after].map((text) => JSON.parse(text) as PackageManifest & Record<string, unknown>);
  return publishedKeys.filter((key) => JSON.stringify(old?.[key]) !== JSON.stringify(fresh?.[key]));
}
