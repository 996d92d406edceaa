// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import { addLicenseHeader, hasLicenseHeader } from "./lib/license-header.ts";

const sources = [
  "proto/chaukas/**/*.proto",
  "packages/**/*.{ts,js,mjs,py,go}",
  "chaukas/{,integrity/**/}*.go",
  "packages/*/container/{Dockerfile,*.yaml}",
  "scripts/**/*.{ts,js,mjs}",
  "*.{ts,mjs}",
];

command({
  usage: "node scripts/license-headers.ts [--write]",
  about: `Checks that every source file that is not generated begins with the licence header.

  --write  add the header where it is missing`,
  options: { write: { type: "boolean", default: false } },
  run(_, { write }) {
    const bare = globSync(sources, { cwd: root, exclude: ["**/node_modules", "**/dist", "**/gen"] })
      .map((path) => ({ path, content: readFileSync(join(root, path), "utf8") }))
      .filter(({ path, content }) => !hasLicenseHeader(path, content));
    if (write) {
      for (const { path, content } of bare) {
        writeFileSync(join(root, path), addLicenseHeader(path, content, new Date().getFullYear()));
        console.log(`license-headers: added to ${path}`);
      }
    } else if (bare.length > 0) {
      throw new ScriptError(
        `the licence header is missing in:\n${bare
          .map(({ path }) => `${path}:1`)
          .sort()
          .join("\n")}`,
        "run `npm run format`",
      );
    }
  },
});
