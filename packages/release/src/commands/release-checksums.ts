// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { checksumDist } from "../artifacts/checksums.ts";
import { distFolder, readDist } from "../artifacts/read-dist.ts";
import { readPythonDist } from "../artifacts/read-python-dist.ts";

command({
  usage: "npm run release:checksums",
  about: `Writes the SHA-256 of each tarball in dist/, and of each wheel and source distribution in dist/python, to
dist/SHA256SUMS, which \`sha256sum --check\` reads.`,
  async run() {
    await Promise.all([readDist(), readPythonDist()]);
    const checksums = checksumDist(distFolder);
    writeFileSync(join(distFolder, "SHA256SUMS"), checksums);
    process.stdout.write(checksums);
  },
});
