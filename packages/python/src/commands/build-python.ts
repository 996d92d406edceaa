// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { cpSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { formatTable } from "@chaukas/tooling/format-table";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import { withTemporaryFolder } from "@chaukas/tooling/temporary-folder";
import { buildPackages } from "../packages/build-packages.ts";

command({
  usage: "npm run build:python",
  about: `Builds the Python packages: a wheel and a source distribution of each, in dist/python. Their bytes depend only on
the commit and on the sources. Requires python3 and PyPI.`,
  async run() {
    const target = join(root, "dist/python");
    await withTemporaryFolder(join(tmpdir(), "chaukas-python-"), async (folder) => {
      const built = await buildPackages(folder);
      if (built.problem !== undefined) {
        throw new ScriptError(`building the Python packages ${built.problem}`, "install Python 3 with pip");
      }
      rmSync(target, { recursive: true, force: true });
      cpSync(folder, target, { recursive: true });
      const files = [...built.wheels, ...built.sdists].map((path) => [basename(path), `${statSync(path).size} bytes`]);
      console.log(formatTable(["dist/python", "size"], files));
    });
  },
});
