// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { run } from "../lib/run.ts";
import { ScriptError } from "../lib/script-error.ts";
import type { Tarball } from "../lib/tarball.ts";
import { sortForPublish } from "./publish-order.ts";
import { fetchPublished } from "./published-package.ts";

/** Options of {@link publishTarballs}. */
export interface PublishOptions {
  /** Told of each package, as soon as it is done with. */
  readonly onDone?: (specifier: string, outcome: "published" | "there already", distTag: string) => void;
  /** Environment of npm. Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Publishes what a registry does not have yet, dependencies first. A release that was interrupted is completed
 * by running it again.
 *
 * Throws {@link ScriptError}, before anything is published, when the registry has one of the versions with other bytes.
 */
export async function publishTarballs(
  tarballs: readonly Tarball[],
  registry: string,
  options: PublishOptions = {},
): Promise<void> {
  const { onDone, env = process.env } = options;
  const sorted = sortForPublish(tarballs);
  const missing = new Set(await findMissing(sorted, registry));
  for (const tarball of sorted) {
    const { name, version } = tarball.manifest;
    if (missing.has(tarball)) {
      await publish(tarball, registry, env);
    }
    onDone?.(`${name}@${version}`, missing.has(tarball) ? "published" : "there already", distTagOf(version));
  }
}

/** Dist-tag that a version gets: a prerelease must not become what users install without asking for it. */
export function distTagOf(version: string): "latest" | "next" {
  return version.includes("-") ? "next" : "latest";
}

/** Digest of a tarball in the form in which registries and lockfiles have it. */
export function integrityOf(path: string): string {
  return `sha512-${createHash("sha512").update(readFileSync(path)).digest("base64")}`;
}

async function findMissing(tarballs: readonly Tarball[], registry: string): Promise<Tarball[]> {
  const published = await Promise.all(
    tarballs.map(async ({ manifest: { name, version } }) => (await fetchPublished(registry, name)).versions[version]),
  );
  const problems = tarballs.flatMap(({ path, manifest }, index) => {
    const found = published[index]?.dist.integrity;
    const expected = integrityOf(path);
    const specifier = `${manifest.name}@${manifest.version}`;
    return found === undefined || found === expected
      ? []
      : [`${specifier}: expected ${expected} in the registry, where it is published with other bytes: ${found}`];
  });
  if (problems.length > 0) {
    throw new ScriptError(
      problems.join("\n"),
      "check out the tag and build it anew; to publish something else, release another version",
    );
  }
  return tarballs.filter((_, index) => published[index] === undefined);
}

async function publish({ path, manifest: { version } }: Tarball, registry: string, env: NodeJS.ProcessEnv) {
  // GitHub lets a job with the permission `id-token: write` prove where the tarball was built.
  const provenance = env["ACTIONS_ID_TOKEN_REQUEST_URL"] === undefined ? [] : ["--provenance"];
  const args = ["publish", path, "--registry", registry, "--tag", distTagOf(version), "--access", "public"];
  await run("npm", [...args, ...provenance, "--loglevel=error"], {
    env,
    timeoutMs: 300_000,
    remedy: "mend what npm names above, then run the command again: it goes on where it stopped",
  });
}
