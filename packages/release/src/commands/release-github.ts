// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { listPublicPackages } from "@chaukas/tooling/public-packages";
import { ScriptError } from "@chaukas/tooling/script-error";
import { pythonSbomFileName } from "../artifacts/python-sbom.ts";
import { distFolder, readDist } from "../artifacts/read-dist.ts";
import { readPythonDist } from "../artifacts/read-python-dist.ts";
import { sbomFileName } from "../artifacts/sbom.ts";
import { writeReleaseNotes } from "../changelog/release-notes.ts";
import { announceRelease } from "../publish/github-release.ts";
import { isSpecTag, listOtherSpecifiers, selectPython } from "../version/other-languages.ts";
import { findReleaseTag, selectTagged } from "../version/release-tag.ts";

const checksumsFile = "SHA256SUMS";

command({
  usage: "npm run release:github -- [--tag TAG]",
  about: `Creates the GitHub release of a tag, with notes from the changelogs and these files from dist/: the tarballs,
wheels and source distributions of the packages that the tag releases, their software bills of materials, and the
checksums of the former. After an interruption, run it again.

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
    const distributions = isSpecTag(tag) ? selectPython(tag, await readPythonDist()) : [];
    const packages = selectTagged(tag, listPublicPackages(), (item) => item);
    const published = [
      ...tarballs.map(({ path }) => basename(path)),
      ...distributions.flatMap(({ files }) => files.map((path) => `python/${basename(path)}`)),
    ];
    const boms = [...tarballs.map(sbomFileName), ...distributions.map((each) => `python/${pythonSbomFileName(each)}`)];
    const url = await announceRelease(repository, {
      tag,
      notes: writeReleaseNotes(packages, listOtherSpecifiers(tag)),
      isPrerelease: tarballs.some(({ manifest }) => manifest.version.includes("-")),
      files: [
        ...published.map((path) => ({ name: basename(path), content: readDistFile(path, "npm run build") })),
        ...boms.map((path) => ({ name: basename(path), content: readDistFile(path, "npm run release:sbom") })),
        { name: checksumsFile, content: selectChecksums(published) },
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

/** Returns the lines of dist/SHA256SUMS for the given paths, without folders, since a release has none. */
function selectChecksums(paths: readonly string[]): Buffer {
  const lines = readDistFile(checksumsFile, "npm run release:checksums").toString().split("\n");
  const selected = paths.map((path) => {
    const line = lines.find((each) => each.endsWith(`  ${path}`));
    if (line === undefined) {
      throw new ScriptError(
        `dist/${checksumsFile}: expected a line for ${path}, found none`,
        "npm run release:checksums",
      );
    }
    return `${line.slice(0, -path.length)}${basename(path)}\n`;
  });
  return Buffer.from(selected.join(""));
}

function readDistFile(name: string, remedy: string): Buffer {
  const path = join(distFolder, name);
  if (!existsSync(path)) {
    throw new ScriptError(`dist/${name}: expected a file, found none`, remedy);
  }
  return readFileSync(path);
}
