// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "@chaukas/tooling/command";
import { ScriptError } from "@chaukas/tooling/script-error";
import { findTarballs, readTarball } from "@chaukas/tooling/tarball";
import { checkTarball } from "../tarball/check-tarball.ts";

command({
  usage: "npm run check:packages -- [TARBALL…]",
  about: `Checks the contents, exports and dependencies of the packed packages, or of the given tarballs. publint and
attw check that their types resolve in every mode.`,
  async run(paths) {
    const tarballs = paths.length === 0 ? await findTarballs() : await Promise.all(paths.map(readTarball));
    const problems: string[] = [];
    for (const tarball of tarballs) {
      const found = await checkTarball(tarball);
      console.log(`${tarball.manifest.name}: ${found.length === 0 ? "ok" : `${found.length} problems`}`);
      problems.push(...found);
    }
    if (problems.length > 0) {
      throw new ScriptError(problems.join("\n"), "fix the package.json or the files named above");
    }
  },
});
