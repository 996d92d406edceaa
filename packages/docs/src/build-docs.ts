// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import { findBrokenLinks } from "./check/find-broken-links.ts";
import { createSite } from "./create-site.ts";

const target = join(root, "packages/docs/dist");

command({
  usage: "npm run docs",
  about: `Builds the documentation site, static files for any host and any path, into packages/docs/dist: a reference from
the protos, the REST interface from the OpenAPI document, the Markdown files of the repository, a search, and a playground
that runs in the browser. Fails for a link that leads nowhere. To look at it, serve the folder:

  python3 -m http.server --directory packages/docs/dist`,
  async run() {
    const files = await createSite();
    const broken = findBrokenLinks(files);
    if (broken.length > 0) {
      throw new ScriptError(
        `${broken.length} broken links:\n${broken.join("\n")}`,
        "correct the links, or their targets",
      );
    }
    rmSync(target, { recursive: true, force: true });
    for (const [path, text] of files) {
      const file = join(target, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const pages = [...files.keys()].filter((path) => path.endsWith(".html")).length;
    console.log(`docs: ${pages} pages in packages/docs/dist, all links lead somewhere`);
  },
});
