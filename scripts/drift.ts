// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "@chaukas/tooling/command";
import { describeDifferences, type Files } from "@chaukas/tooling/describe-differences";
import { requireRepository } from "@chaukas/tooling/git";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import { readCommittedFiles, readGeneratedFiles } from "./lib/generated-files.ts";

command({
  usage: "npm run drift -- [--committed]",
  about: `Generates all code again, and fails if that changes a file: generation leaves the tree unchanged.

What counts is the content before and after, so the tree may hold changes that are not committed. A build
generates as well, though, and after one there is nothing left to see here. Hence:

  --committed  compare with what is committed too; always so where the environment variable CI is set`,
  options: { committed: { type: "boolean", default: Boolean(process.env["CI"]) } },
  async run(_, { committed }) {
    const earlier: Files[] = [readGeneratedFiles()];
    if (committed) {
      await requireRepository();
      earlier.push(await readCommittedFiles());
    }
    await run(
      "turbo",
      ["run", "generate", "--force", "--continue=dependencies-successful", "--output-logs=errors-only"],
      {
        cwd: root,
        remedy: "fix the file named above, then run `npm run drift`",
      },
    );
    const fresh = readGeneratedFiles();
    const differences = new Map(earlier.flatMap((files) => [...describeDifferences(files, fresh)]));
    if (differences.size > 0) {
      throw new ScriptError(
        `the generated code is not what the protos make:\n${[...differences.values()].join("\n")}`,
        "run `npm run generate` and commit what it changes (the fresh files are in place already)",
      );
    }
    console.log(`drift: generation leaves all ${fresh.size} generated files unchanged`);
  },
});
