// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { Tarball } from "@chaukas/tooling/tarball";
import { requiredTarballs } from "@chaukas/tooling/tarball";
import { withTemporaryFolder } from "@chaukas/tooling/temporary-folder";

/** Parts of an SPDX 2.3 document that the scripts read or write. */
export interface SpdxDocument {
  readonly spdxVersion: string;
  readonly name: string;
  readonly documentNamespace: string;
  readonly creationInfo: { readonly created: string; readonly creators: readonly string[] };
  readonly packages: readonly SpdxPackage[];
  readonly [member: string]: unknown;
}

/** A package in an SPDX document. */
interface SpdxPackage {
  readonly SPDXID: string;
  readonly name: string;
  readonly versionInfo: string;
  readonly downloadLocation: string;
  readonly licenseDeclared?: string;
}

/** Options of {@link createSbom}. */
export interface SbomOptions {
  /** Creation time of the document. Default: now. */
  readonly created?: Date;
}

/**
 * Lists a packed package and everything that npm installs with it, including peers, with versions and licences, as
 * SPDX 2.3. Dependencies on packages of the same release come from their tarballs.
 *
 * Throws {@link ScriptError} if one of the packages does not declare its licence.
 */
export async function createSbom(
  tarball: Tarball,
  release: readonly Tarball[],
  options: SbomOptions = {},
): Promise<SpdxDocument> {
  const document = await withTemporaryFolder(join(tmpdir(), "chaukas-sbom-"), async (folder) => {
    writeFileSync(join(folder, "package.json"), JSON.stringify(localManifest(tarball, release, folder)));
    // Only the versions that npm picks and what they declare matter, so nothing is unpacked.
    const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    await run("npm", ["install", "--package-lock-only", "--prefer-offline", ...quiet], {
      cwd: folder,
      remedy: "check that the npm registry can be reached, then run the command again",
    });
    const args = ["sbom", "--package-lock-only", "--sbom-format", "spdx", "--sbom-type", "library", "--loglevel=error"];
    return JSON.parse(await run("npm", args, { cwd: folder })) as SpdxDocument;
  });
  const unlicensed = document.packages.filter(
    ({ licenseDeclared }) => !licenseDeclared || licenseDeclared === "NOASSERTION",
  );
  if (unlicensed.length > 0) {
    const names = unlicensed.map(({ name, versionInfo }) => `${name}@${versionInfo}`).join(", ");
    throw new ScriptError(
      `${tarball.manifest.name}: expected every dependency to declare its licence, got none from ${names}`,
    );
  }
  const { name, version } = tarball.manifest;
  return {
    ...document,
    name: `${name}@${version}`,
    documentNamespace: `https://spdx.org/spdxdocs/${sbomFileName(tarball).replace(/\.spdx\.json$/, "")}`,
    creationInfo: { ...document.creationInfo, created: formatTime(options.created ?? new Date()) },
    // The locations on this machine mean nothing elsewhere.
    packages: document.packages.map((item) => ({ ...item, downloadLocation: "NOASSERTION" })),
  };
}

/** Returns the file name of the SBOM of a tarball. */
export function sbomFileName({ path }: Tarball): string {
  return basename(path).replace(/\.tgz$/, ".spdx.json");
}

function localManifest(tarball: Tarball, release: readonly Tarball[], folder: string): object {
  mkdirSync(join(folder, "tarballs"));
  for (const { path } of release) {
    cpSync(path, join(folder, "tarballs", basename(path)));
  }
  const { name, version, dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = tarball.manifest;
  const { license } = JSON.parse(tarball.readText("package.json")) as { license: string };
  const local = requiredTarballs(dependencies, release).map((item) => [
    item.manifest.name,
    `file:tarballs/${basename(item.path)}`,
  ]);
  return {
    ...{ name, version, license, peerDependencies, peerDependenciesMeta },
    dependencies: { ...dependencies, ...Object.fromEntries(local) },
  };
}

/** Formats a time for SPDX, whose times have no fractional seconds. */
export function formatTime(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, "Z");
}
