// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { Tarball } from "@chaukas/tooling/tarball";
import { pythonSbomFileName } from "../artifacts/python-sbom.ts";
import { nameOfRequirement, type PythonDistribution } from "../artifacts/read-python-dist.ts";
import { type SpdxDocument, sbomFileName } from "../artifacts/sbom.ts";
import { distTagOf } from "../publish/dist-tag.ts";
import { integrityOf } from "../publish/publish-tarballs.ts";
import { fetchPublished } from "../publish/published-package.ts";

/**
 * Compares what a registry has with the tarballs of a release: bytes, dist-tag, licence, and the ranges of the
 * packages' dependencies on each other and on other packages of the repository. Throws {@link ScriptError} with one
 * line per problem.
 */
export async function requirePublished(
  tarballs: readonly Tarball[],
  registry: string,
  others: readonly Tarball[] = [],
): Promise<void> {
  const license = readFileSync(join(root, "LICENSE"), "utf8");
  const problems: string[] = [];
  for (const tarball of tarballs) {
    const { name, version } = tarball.manifest;
    const expect = (what: string, expected: unknown, found: unknown) => {
      if (found !== expected) {
        problems.push(`${name}: ${what}: expected ${expected}, got ${found}`);
      }
    };
    const found = await fetchPublished(registry, name);
    const published = found.versions[version];
    expect("integrity", integrityOf(tarball.path), published?.dist.integrity);
    const distTag = distTagOf(version, found["dist-tags"]["latest"]);
    expect(`dist-tag ${distTag}`, version, found["dist-tags"][distTag]);
    expect("license", "Apache-2.0", published?.license);
    expect("LICENSE", license, tarball.readText("LICENSE"));
    for (const { manifest: sibling } of [...tarballs, ...others]) {
      const range = published?.dependencies?.[sibling.name] ?? published?.peerDependencies?.[sibling.name];
      if (range !== undefined) {
        expect(`range of ${sibling.name}`, `^${sibling.version}`, range);
      }
    }
  }
  if (problems.length > 0) {
    throw new ScriptError(problems.join("\n"));
  }
}

/** Returns the names of the packages of a release that a registry has. */
export async function listPublished(tarballs: readonly Tarball[], registry: string): Promise<string[]> {
  const found = await Promise.all(
    tarballs.map(async ({ manifest: { name, version } }) =>
      (await fetchPublished(registry, name)).versions[version] === undefined ? [] : [name],
    ),
  );
  return found.flat();
}

/** Throws {@link ScriptError} unless each SBOM lists its package and dependencies, with siblings in their version. */
export function requireSboms(tarballs: readonly Tarball[], folder: string): void {
  const versions = new Map(tarballs.map(({ manifest }) => [manifest.name, manifest.version]));
  for (const tarball of tarballs) {
    const { name, version, dependencies, peerDependencies, peerDependenciesMeta } = tarball.manifest;
    const file = sbomFileName(tarball);
    const { packages } = JSON.parse(readFileSync(join(folder, file), "utf8")) as SpdxDocument;
    const listed = new Set(packages.map((item) => item.name));
    const peers = Object.keys(peerDependencies ?? {}).filter((peer) => !peerDependenciesMeta?.[peer]?.optional);
    const missing = [name, ...Object.keys(dependencies ?? {}), ...peers].filter((item) => !listed.has(item));
    const wrong = packages.filter((item) => item.versionInfo !== (versions.get(item.name) ?? item.versionInfo));
    if (missing.length > 0 || wrong.length > 0) {
      const found = packages.map((item) => `${item.name}@${item.versionInfo}`).join(", ");
      throw new ScriptError(`${file}: expected ${name}@${version} with its dependencies, got ${found}`);
    }
  }
}

/** Throws {@link ScriptError} unless each SBOM lists its Python package and what that requires. */
export function requirePythonSboms(distributions: readonly PythonDistribution[], folder: string): void {
  for (const distribution of distributions) {
    const file = pythonSbomFileName(distribution);
    const { packages } = JSON.parse(readFileSync(join(folder, file), "utf8")) as SpdxDocument;
    const listed = packages.map(({ name }) => name);
    const missing = [distribution.name, ...distribution.requires.map(nameOfRequirement)].filter(
      (name) => !listed.includes(name),
    );
    if (missing.length > 0) {
      throw new ScriptError(`${file}: expected ${missing.join(", ")}, got only ${listed.join(", ")}`);
    }
  }
}
