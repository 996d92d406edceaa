// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "@chaukas/tooling/command";
import { run } from "@chaukas/tooling/run";
import { readDist } from "../artifacts/read-dist.ts";
import { publishTarballs } from "../publish/publish-tarballs.ts";
import { findReleaseTag, selectTagged } from "../version/release-tag.ts";

command({
  usage: "npm run release:publish -- [--registry URL] [--tag TAG]",
  about: `Publishes the tarballs in dist/ that a git tag releases and that the registry does not have yet. vX.Y.Z
releases the packages of the spec, NAME-vX.Y.Z the package @chaukas/NAME. A prerelease gets the dist-tag next, a fix of
an older release line a dist-tag such as release-1.0, and any other version latest. On GitHub, with the permission
id-token: write, it also publishes provenance.

After an interruption, run it again. It publishes nothing if the tag does not name the version of the packages, or if
the registry has that version with different bytes.

  --registry URL  default: the registry in npm's settings
  --tag TAG       default: the release tag of HEAD`,
  options: { registry: { type: "string" }, tag: { type: "string" } },
  async run(_, values) {
    const tag = await findReleaseTag(values.tag);
    const tarballs = selectTagged(tag, await readDist(), ({ manifest }) => manifest);
    const registry = values.registry ?? (await run("npm", ["config", "get", "registry", "--loglevel=error"])).trim();
    await publishTarballs(tarballs, registry, {
      onDone: (specifier, outcome, distTag) => console.log(`${specifier}: ${outcome}, dist-tag ${distTag}`),
    });
  },
});
