// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { Tarball } from "@chaukas/tooling/tarball";
import { distTagOf } from "./dist-tag.ts";
import { sortForPublish } from "./publish-order.ts";
import { fetchPublished, type PublishedPackage } from "./published-package.ts";

/** Options of {@link publishTarballs}. */
export interface PublishOptions {
  /** Called after each package. */
  readonly onDone?: (specifier: string, outcome: "published" | "already published", distTag: string) => void;
  /** Environment of npm. Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Publishes the tarballs that a registry does not have yet, dependencies first. Running it again completes an
 * interrupted release.
 *
 * Throws {@link ScriptError} before publishing anything if the registry has one of the versions with different bytes.
 */
export async function publishTarballs(
  tarballs: readonly Tarball[],
  registry: string,
  options: PublishOptions = {},
): Promise<void> {
  const { onDone, env = process.env } = options;
  const sorted = sortForPublish(tarballs, ({ manifest: { name, dependencies, peerDependencies } }) => ({
    name,
    dependencies: Object.keys({ ...dependencies, ...peerDependencies }),
  }));
  const published = await Promise.all(sorted.map(({ manifest }) => fetchPublished(registry, manifest.name)));
  requireSameBytes(sorted, published);
  for (const [index, tarball] of sorted.entries()) {
    const { name, version } = tarball.manifest;
    const distTag = distTagOf(version, published[index]?.["dist-tags"]["latest"]);
    const isMissing = published[index]?.versions[version] === undefined;
    if (isMissing) {
      await publish(tarball, distTag, registry, env);
    }
    onDone?.(`${name}@${version}`, isMissing ? "published" : "already published", distTag);
  }
}

/** Returns the digest of a tarball in the format of registries and lockfiles. */
export function integrityOf(path: string): string {
  return `sha512-${createHash("sha512").update(readFileSync(path)).digest("base64")}`;
}

function requireSameBytes(tarballs: readonly Tarball[], published: readonly PublishedPackage[]): void {
  const problems = tarballs.flatMap(({ path, manifest }, index) => {
    const found = published[index]?.versions[manifest.version]?.dist.integrity;
    const expected = integrityOf(path);
    const specifier = `${manifest.name}@${manifest.version}`;
    return found === undefined || found === expected
      ? []
      : [`${specifier}: already published with different bytes: expected ${expected}, got ${found}`];
  });
  if (problems.length > 0) {
    throw new ScriptError(
      problems.join("\n"),
      "check out the tag and build again; to publish something else, release a new version",
    );
  }
}

async function publish({ path }: Tarball, distTag: string, registry: string, env: NodeJS.ProcessEnv) {
  // GitHub lets a job with the permission `id-token: write` prove where the tarball was built.
  const provenance = env["ACTIONS_ID_TOKEN_REQUEST_URL"] === undefined ? [] : ["--provenance"];
  const args = ["publish", path, "--registry", registry, "--tag", distTag, "--access", "public"];
  await run("npm", [...args, ...provenance, "--loglevel=error"], {
    env,
    timeoutMs: 300_000,
    remedy: "fix the problem that npm reports above, then run the command again: it resumes where it stopped",
  });
}
