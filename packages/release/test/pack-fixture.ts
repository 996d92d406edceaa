// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readTarball, type Tarball } from "@chaukas/tooling/tarball";
import { createTarGzip } from "nanotar";

/** Packs a manifest and one file as a package into a folder. */
export async function packFixture(
  folder: string,
  manifest: { readonly name: string; readonly version: string; readonly [key: string]: unknown },
  content = "export {};\n",
): Promise<Tarball> {
  const path = join(folder, `${manifest.name.replace(/^@/, "").replace("/", "-")}-${manifest.version}.tgz`);
  const files = { "package.json": JSON.stringify({ license: "Apache-2.0", ...manifest }), "index.js": content };
  const entries = Object.entries(files).map(([name, data]) => ({ name: `package/${name}`, data }));
  writeFileSync(path, await createTarGzip(entries, { attrs: { mtime: 0 } }));
  return readTarball(path);
}
