// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { build } from "esbuild";

/** Files that pages load: their sources in `src`, and their paths on the site. */
const assets = {
  "browser/theme.ts": "assets/theme.js",
  "browser/site.ts": "assets/site.js",
  "style/site.css": "assets/site.css",
};

/** Bundles the programs and the styles of the pages. Returns them by their paths on the site. */
export async function bundleAssets(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [source, path] of Object.entries(assets)) {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, "..", source)],
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      charset: "utf8",
      legalComments: "inline",
      write: false,
      logLevel: "warning",
    });
    files.set(path, outputFiles[0]?.text ?? "");
  }
  return files;
}
