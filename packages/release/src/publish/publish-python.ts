// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { basename } from "node:path";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import { sha256Of } from "../artifacts/checksums.ts";
import { nameOfRequirement, type PythonDistribution } from "../artifacts/read-python-dist.ts";
import { fetchIndexFiles } from "./index-files.ts";
import { sortForPublish } from "./publish-order.ts";
import { openPublishTools } from "./publish-tools.ts";

/** A Python index. */
export interface PythonIndex {
  /** URL of its simple repository API, such as `https://pypi.org/simple/`. */
  readonly url: string;
  /** URL that accepts files, such as `https://upload.pypi.org/legacy/`. */
  readonly uploadUrl: string;
}

/** Options of {@link publishPython}. */
export interface PublishPythonOptions {
  /** Called after each package. */
  readonly onDone?: (specifier: string, outcome: "published" | "already published") => void;
  /** Environment of the programs that publish. Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Publishes the wheels and source distributions that an index does not have yet, dependencies first. Running it again
 * completes an interrupted release. In a job of GitHub that may have an identity token, it publishes attestations too.
 *
 * Throws {@link ScriptError} before publishing anything if the index has one of the files with different bytes.
 */
export async function publishPython(
  distributions: readonly PythonDistribution[],
  index: PythonIndex,
  options: PublishPythonOptions = {},
): Promise<void> {
  const { onDone, env = process.env } = options;
  const sorted = sortForPublish(distributions, ({ name, requires }) => ({
    name,
    dependencies: requires.map(nameOfRequirement),
  }));
  const published = await Promise.all(sorted.map(({ name }) => fetchIndexFiles(index.url, name)));
  requireSameFiles(sorted, published);
  for (const [place, { name, version, files }] of sorted.entries()) {
    const missing = files.filter((path) => !published[place]?.has(basename(path)));
    if (missing.length > 0) {
      await upload(missing, index, env);
    }
    onDone?.(`${name}==${version}`, missing.length > 0 ? "published" : "already published");
  }
}

function requireSameFiles(
  distributions: readonly PythonDistribution[],
  published: readonly ReadonlyMap<string, string>[],
): void {
  const problems = distributions.flatMap(({ files }, place) =>
    files.flatMap((path) => {
      const [found, expected] = [published[place]?.get(basename(path)), sha256Of(path)];
      return found === undefined || found === expected
        ? []
        : [`${basename(path)}: already published with different bytes: expected SHA-256 ${expected}, got ${found}`];
    }),
  );
  if (problems.length > 0) {
    throw new ScriptError(
      problems.join("\n"),
      "check out the tag and build again; to publish something else, release a new version",
    );
  }
}

async function upload(files: readonly string[], { url, uploadUrl }: PythonIndex, env: NodeJS.ProcessEnv) {
  const { uv, python } = await openPublishTools();
  // GitHub lets a job with the permission `id-token: write` prove to PyPI, and to everyone, which workflow it is.
  const onGitHub = env["ACTIONS_ID_TOKEN_REQUEST_URL"] !== undefined;
  if (onGitHub) {
    await run("python3", ["-m", "pypi_attestations", "sign", ...files], {
      env: { ...env, ...python },
      timeoutMs: 300_000,
      remedy: "check that the job has the permission id-token: write, then run it again: it resumes where it stopped",
    });
  }
  const attestations = onGitHub ? files.map((path) => `${path}.publish.attestation`) : [];
  const hasCredentials = env["UV_PUBLISH_TOKEN"] !== undefined || env["UV_PUBLISH_USERNAME"] !== undefined;
  const trusted = ["--trusted-publishing", onGitHub && !hasCredentials ? "always" : "never"];
  // --check-url accepts the same file if another upload of it was faster.
  const args = ["publish", "--publish-url", uploadUrl, "--check-url", url, ...trusted, "--no-progress", "--no-config"];
  await run(uv, [...args, ...files, ...attestations], {
    env,
    timeoutMs: 300_000,
    remedy: "fix the problem that uv reports above, then run the command again: it resumes where it stopped",
  });
}
