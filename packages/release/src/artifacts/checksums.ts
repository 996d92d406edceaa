// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Files that a release publishes, relative to the folder of a build. */
const published = ["*.tgz", "python/*.whl", "python/*.tar.gz"];

/**
 * Returns the SHA-256 of each tarball, wheel and source distribution of a build, one per line, in the format that
 * `sha256sum --check` reads.
 */
export function checksumDist(folder: string): string {
  return globSync(published, { cwd: folder })
    .sort()
    .map((name) => `${sha256Of(join(folder, name))}  ${name}\n`)
    .join("");
}

/** Returns the SHA-256 of a file in hex. */
export function sha256Of(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
