// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** SHA-256 of the tarballs in a folder, a line for each, in the form that `sha256sum --check` reads. */
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
