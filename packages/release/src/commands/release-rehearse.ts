// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { tmpdir } from "node:os";
import { join } from "node:path";
import { findGoProblem } from "@chaukas/testdata/toolchains";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import { withTemporaryFolder } from "@chaukas/tooling/temporary-folder";
import { startLocalIndex } from "../rehearsal/local-index.ts";
import { startLocalRegistry } from "../rehearsal/local-registry.ts";
import { createRehearsalLog } from "../rehearsal/rehearsal-log.ts";
import { rehearse } from "../rehearsal/rehearse.ts";

command({
  usage: "npm run release:rehearse",
  about: `Rehearses a release of HEAD, from the changeset to the users, on a local registry and a local Python index:
verdaccio and pypiserver on free loopback ports. A clone in a temporary folder gets a changeset, versions, a tag and a
build, which is compared with a build in another folder. Publishing is killed halfway and run again. npm, pnpm, yarn and
bun install the packages in empty projects, uv those for Python, and Go requires the tag as a proxy would serve it.
Programs that use them are compiled and run. A prerelease follows. Nothing is left behind. Requires Python 3 and Go.

Prints a table of the steps at the end. Other packages come from the registries in the settings of npm, pip and Go. The
registry, the index, yarn and the tools of Python and Go are cached in $CHAUKAS_CACHE_DIR, or else in chaukas-spec in
$XDG_CACHE_HOME or ~/.cache, as are the tools of \`npm run check:runtimes\`, which include bun.`,
  async run() {
    const problem = await findGoProblem(root);
    if (problem !== undefined) {
      throw new ScriptError(`the rehearsal ${problem}`, "install Go, and check the network");
    }
    const log = createRehearsalLog();
    try {
      await withTemporaryFolder(join(tmpdir(), "chaukas-rehearsal-"), async (folder) => {
        const uplink = (await run("npm", ["config", "get", "registry", "--loglevel=error"])).trim();
        const registry = await log.step("start the registry", () =>
          startLocalRegistry(join(folder, "registry"), uplink),
        );
        try {
          const index = await log.step("start the Python index", () => startLocalIndex(join(folder, "index")));
          try {
            await rehearse(folder, registry, index, log);
          } finally {
            index.stop();
          }
        } finally {
          registry.stop();
        }
      });
    } finally {
      log.print();
    }
  },
});
