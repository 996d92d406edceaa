// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join, resolve } from "node:path";
import { describeLicences } from "@chaukas/tooling/describe-licences";
import { build } from "esbuild";

/** Files that pages load: their sources in `src`, and their paths on the site. */
const assets = {
  "browser/theme.ts": "assets/theme.js",
  "browser/site.ts": "assets/site.js",
  "playground/main.tsx": "assets/playground.js",
  "style/site.css": "assets/site.css",
};

/** Path of the licences of the packages that the programs contain. */
export const noticesPath = "assets/notices.txt";

/** Bundles the programs and the styles of the pages. Returns them, and the licences, by their paths on the site. */
export async function bundleAssets(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const inputs = new Set<string>();
  for (const [source, path] of Object.entries(assets)) {
    const { outputFiles, metafile } = await build({
      entryPoints: [join(import.meta.dirname, "..", source)],
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      charset: "utf8",
      legalComments: "inline",
      metafile: true,
      write: false,
      logLevel: "warning",
    });
    files.set(path, outputFiles[0]?.text ?? "");
    for (const input of Object.keys(metafile.inputs)) {
      inputs.add(resolve(input));
    }
  }
  files.set(noticesPath, describeLicences([...inputs].sort()));
  return files;
}
