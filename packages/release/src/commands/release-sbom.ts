// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { git } from "@chaukas/tooling/git";
import { createPythonSboms, pythonSbomFileName } from "../artifacts/python-sbom.ts";
import { distFolder, readDist } from "../artifacts/read-dist.ts";
import { pythonDistFolder, readPythonDist } from "../artifacts/read-python-dist.ts";
import { createSbom, sbomFileName } from "../artifacts/sbom.ts";

command({
  usage: "npm run release:sbom",
  about: `Writes a software bill of materials in SPDX 2.3 next to each tarball in dist/ and each wheel in dist/python. It
lists the package, everything that npm or uv installs with it today, and their licences. Its creation time is that of the
commit.`,
  async run() {
    const tarballs = await readDist();
    const { code, stdout } = await git("log", "-1", "--format=%cI");
    const created = code === 0 ? { created: new Date(stdout.trim()) } : {};
    for (const tarball of tarballs) {
      const document = await createSbom(tarball, tarballs, created);
      writeFileSync(join(distFolder, sbomFileName(tarball)), `${JSON.stringify(document, null, 2)}\n`);
      console.log(`dist/${sbomFileName(tarball)}: ${document.packages.length} packages`);
    }
    const distributions = await readPythonDist();
    const documents = await createPythonSboms(distributions, created);
    for (const [index, distribution] of distributions.entries()) {
      const name = pythonSbomFileName(distribution);
      writeFileSync(join(pythonDistFolder, name), `${JSON.stringify(documents[index], null, 2)}\n`);
      console.log(`dist/python/${name}: ${documents[index]?.packages.length} packages`);
    }
  },
});
