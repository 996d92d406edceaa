// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { git } from "@chaukas/tooling/git";
import { distFolder, readDist } from "../dist/read-dist.ts";
import { createSbom, sbomFileName } from "../dist/sbom.ts";

command({
  usage: "npm run release:sbom",
  about: `Writes a software bill of materials in SPDX 2.3 next to each tarball in dist/. It lists the package,
everything that npm installs with it today, and their licences. Its creation time is that of the commit.`,
  async run() {
    const tarballs = await readDist();
    const { code, stdout } = await git("log", "-1", "--format=%cI");
    const created = code === 0 ? { created: new Date(stdout.trim()) } : {};
    for (const tarball of tarballs) {
      const document = await createSbom(tarball, tarballs, created);
      writeFileSync(join(distFolder, sbomFileName(tarball)), `${JSON.stringify(document, null, 2)}\n`);
      console.log(`dist/${sbomFileName(tarball)}: ${document.packages.length} packages`);
    }
  },
});
