// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Returns the SHA-256 of each tarball in a folder, one per line, in the format that `sha256sum --check` reads. */
export function checksumTarballs(folder: string): string {
  return globSync("*.tgz", { cwd: folder })
    .sort()
    .map(
      (name) =>
        `${createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex")}  ${name}\n`,
    )
    .join("");
}
