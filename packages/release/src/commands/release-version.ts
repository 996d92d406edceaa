// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "@chaukas/tooling/command";
import { createProgress } from "@chaukas/tooling/progress";
import { listPublicPackages } from "@chaukas/tooling/public-packages";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import { findVersionProblems } from "../version/version-problems.ts";

const quiet = ["--output-logs=errors-only"];
// No other generated file contains the version.
const withVersion = ["--filter=@chaukas/spec-common", "--filter=@chaukas/spec-json-schema"];

command({
  usage: "npm run release:version",
  about: `Turns the changesets into versions and changelogs, then updates everything that contains the version: the
OpenAPI document, the JSON Schemas and the lockfile. Commits nothing.`,
  async run() {
    const progress = createProgress(4);
    await progress.step("apply the changesets", () =>
      run("changeset", ["version"], { cwd: root, remedy: "add a changeset with `npx changeset`" }),
    );
    await progress.step("generate the files that contain the version", () =>
      run("turbo", ["run", "generate", "--force", "--continue=dependencies-successful", ...quiet, ...withVersion], {
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
          "undo manual edits of the versions, then run `npm run release:version` again",
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
