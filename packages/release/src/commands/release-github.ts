// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { listPublicPackages } from "@chaukas/tooling/public-packages";
import { ScriptError } from "@chaukas/tooling/script-error";
import { writeReleaseNotes } from "../changelog/release-notes.ts";
import { distFolder, readDist } from "../dist/read-dist.ts";
import { sbomFileName } from "../dist/sbom.ts";
import { announceRelease } from "../publish/github-release.ts";
import { findReleaseTag, selectTagged } from "../version/release-tag.ts";

const checksumsFile = "SHA256SUMS";

command({
  usage: "npm run release:github -- [--tag TAG]",
  about: `Creates the GitHub release of a tag, with notes from the changelogs and these files from dist/: the tarballs
of the packages that the tag releases, their software bills of materials, and the checksums of the tarballs. After an
interruption, run it again.

  --tag TAG  default: the release tag of HEAD

Reads GITHUB_REPOSITORY, GITHUB_TOKEN, which must be allowed to write contents, and GITHUB_API_URL, which defaults to
https://api.github.com, from the environment.`,
  options: { tag: { type: "string" } },
  async run(_, values) {
    const tag = await findReleaseTag(values.tag);
    const { GITHUB_API_URL: apiUrl = "https://api.github.com" } = process.env;
    const repository = {
      apiUrl,
      name: requireVariable("GITHUB_REPOSITORY"),
      token: requireVariable("GITHUB_TOKEN"),
    };
    const tarballs = selectTagged(tag, await readDist(), ({ manifest }) => manifest);
    const notes = writeReleaseNotes(selectTagged(tag, listPublicPackages(), (item) => item));
    const names = tarballs.map(({ path }) => basename(path));
    const checksums = readDistFile(checksumsFile, "npm run release:checksums")
      .toString()
      .split("\n")
      .filter((line) => names.some((name) => line.endsWith(`  ${name}`)));
    const url = await announceRelease(repository, {
      tag,
      notes,
      isPrerelease: tarballs.some(({ manifest }) => manifest.version.includes("-")),
      files: [
        ...names.map((name) => ({ name, content: readDistFile(name, "npm run build") })),
        ...tarballs.map((tarball) => {
          const name = sbomFileName(tarball);
          return { name, content: readDistFile(name, "npm run release:sbom") };
        }),
        { name: checksumsFile, content: Buffer.from(`${checksums.join("\n")}\n`) },
      ],
    });
    console.log(`${tag}: ${url}`);
  },
});

function requireVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new ScriptError(`${name}: expected a value in the environment, found none`, "see `--help`");
  }
  return value;
}

function readDistFile(name: string, remedy: string): Buffer {
  const path = join(distFolder, name);
  if (!existsSync(path)) {
    throw new ScriptError(`dist/${name}: expected a file, found none`, remedy);
  }
  return readFileSync(path);
}
