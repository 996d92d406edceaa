// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "@chaukas/tooling/command";
import { listPublicPackages } from "@chaukas/tooling/public-packages";
import { writeReleaseNotes } from "../changelog/release-notes.ts";
import { listOtherSpecifiers } from "../version/other-languages.ts";
import { findReleaseTag, selectTagged } from "../version/release-tag.ts";

command({
  usage: "npm run release:notes -- [--tag TAG]",
  about: `Prints the notes of a release in Markdown, from the changelogs of the packages that its tag releases.

  --tag TAG  default: the release tag of HEAD`,
  options: { tag: { type: "string" } },
  async run(_, values) {
    const tag = await findReleaseTag(values.tag);
    const packages = selectTagged(tag, listPublicPackages(), (item) => item);
    process.stdout.write(writeReleaseNotes(packages, listOtherSpecifiers(tag)));
  },
});
