// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "@chaukas/tooling/command";
import { run } from "@chaukas/tooling/run";
import { readDist } from "../dist/read-dist.ts";
import { publishTarballs } from "../publish/publish-tarballs.ts";
import { findReleaseTag, selectTagged } from "../version/release-tag.ts";

command({
  usage: "npm run release:publish -- [--registry URL] [--tag TAG]",
  about: `Publishes the tarballs in dist/ that a git tag releases, and that the registry does not have yet: vX.Y.Z
releases the packages of the spec, NAME-vX.Y.Z the package @chaukas/NAME. Prereleases get the dist-tag next, fixes
of a line that has a newer one a dist-tag like release-1.0, others latest. On GitHub with the permission
id-token: write, provenance is published too.

It may be run again after it was interrupted. Nothing is published when the tag does not name the packages' version,
or when the registry has that version with other bytes.

  --registry URL  default: that of npm's settings
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
