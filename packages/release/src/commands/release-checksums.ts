// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { checksumTarballs } from "../dist/checksums.ts";
import { distFolder, readDist } from "../dist/read-dist.ts";

command({
  usage: "npm run release:checksums",
  about: "Writes the SHA-256 of each tarball in dist/ to dist/SHA256SUMS, which `sha256sum --check` reads.",
  async run() {
    await readDist();
    const checksums = checksumTarballs(distFolder);
    writeFileSync(join(distFolder, "SHA256SUMS"), checksums);
    process.stdout.write(checksums);
  },
});
