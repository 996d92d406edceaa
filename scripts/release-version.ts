// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "./lib/command.ts";
import { createProgress } from "./lib/progress.ts";
import { root } from "./lib/root.ts";
import { run } from "./lib/run.ts";
import { ScriptError } from "./lib/script-error.ts";
import { listPublicPackages } from "./release/public-packages.ts";
import { findVersionProblems } from "./release/version-problems.ts";

command({
  usage: "release-version.ts",
  about: `Turns the changesets into versions and changelogs, then brings along everything that has the version in it:
the OpenAPI document, the JSON Schemas and the lockfile. Commits nothing.`,
  async run() {
    const progress = createProgress(4);
    await progress.step("apply the changesets", () =>
      run("changeset", ["version"], { cwd: root, remedy: "add a changeset with `npx changeset`" }),
    );
    await progress.step("generate what has the version in it", () =>
      run("turbo", ["run", "generate", "--force", "--continue=dependencies-successful", "--output-logs=errors-only"], {
        cwd: root,
      }),
    );
    await progress.step("update the lockfile", () =>
      run("pnpm", ["install", "--lockfile-only", "--prefer-offline"], { cwd: root }),
    );
    await progress.step("check that all versions agree", () => {
      const problems = findVersionProblems();
      if (problems.length > 0) {
        throw new ScriptError(
          problems.join("\n"),
          "undo what was typed by hand, then run `npm run release:version` again",
        );
      }
    });
    console.log(
      listPublicPackages()
        .map(({ name, version }) => `${name}: ${version}`)
        .join("\n"),
    );
  },
});
