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
  usage: "npm run drift -- [--committed] [--filter=PACKAGE]",
  about: `Regenerates all code, and fails if a file changes.

Compares the content before and after, so the working tree may have uncommitted changes. A build regenerates the
code too: after a build, use --committed to detect drift. It takes from the cache what has been generated from the same
inputs.

  --committed       also compare with the commit; the default if the environment variable CI is set
  --filter=PACKAGE  regenerate the code of one package only; repeatable`,
  options: {
    committed: { type: "boolean", default: Boolean(process.env["CI"]) },
    filter: { type: "string", multiple: true, default: [] },
  },
  async run(_, { committed, filter }) {
    const earlier: Files[] = [readGeneratedFiles()];
    if (committed) {
      await requireRepository();
      earlier.push(await readCommittedFiles());
    }
    // What a build has generated from the same inputs need not be generated again. Without a commit to compare with, the
    // files themselves are in question.
    const generate = ["run", "generate", "--continue=dependencies-successful", ...(committed ? [] : ["--force"])];
    const output = await run("turbo", [...generate, ...filter.map((name) => `--filter=${name}`)], {
      cwd: root,
      remedy: "fix the file named above, then run `npm run drift`",
    });
    for (const [, skipped] of output.matchAll(/generate: (the .* code stays as it is, .*)/g)) {
      console.log(`drift: not checked: ${skipped}`);
    }
    const fresh = readGeneratedFiles();
    const differences = new Map(earlier.flatMap((files) => [...describeDifferences(files, fresh)]));
    if (differences.size > 0) {
      throw new ScriptError(
        `the generated code does not match the protos:\n${[...differences.values()].join("\n")}`,
        "run `npm run generate` and commit the changes (this working tree already contains them)",
      );
    }
    const checked =
      filter.length === 0 ? `all ${fresh.size} generated files` : `generated files of ${filter.join(", ")}`;
    console.log(`drift: ${checked} are up to date`);
  },
});
