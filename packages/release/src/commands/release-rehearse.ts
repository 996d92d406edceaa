// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { run } from "@chaukas/tooling/run";
import { withTemporaryFolder } from "@chaukas/tooling/temporary-folder";
import { startLocalRegistry } from "../rehearsal/local-registry.ts";
import { createRehearsalLog } from "../rehearsal/rehearsal-log.ts";
import { rehearse } from "../rehearsal/rehearse.ts";

command({
  usage: "npm run release:rehearse",
  about: `Rehearses a release of HEAD, from the changeset to the users, on a local registry: verdaccio on a free
loopback port. A clone in a temporary folder gets a changeset, versions, a tag and a build, which is compared with a
build in another folder. Publishing is killed halfway and run again. npm, pnpm, yarn and bun install the packages in
empty projects, where programs that use them are compiled and run. A prerelease follows. Nothing is left behind.

Prints a table of the steps at the end. Other packages come from the registry in npm's settings. The registry and yarn
are cached in $CHAUKAS_CACHE_DIR, or else in chaukas-spec in $XDG_CACHE_HOME or ~/.cache, as are the tools of
\`npm run check:runtimes\`, which include bun.`,
  async run() {
    const log = createRehearsalLog();
    try {
      await withTemporaryFolder(join(tmpdir(), "chaukas-rehearsal-"), async (folder) => {
        const uplink = (await run("npm", ["config", "get", "registry", "--loglevel=error"])).trim();
        const registry = await log.step("start the registry", () =>
          startLocalRegistry(join(folder, "registry"), uplink),
        );
        try {
          await rehearse(folder, registry, log);
        } finally {
          registry.stop();
        }
      });
    } finally {
      log.print();
    }
  },
});
