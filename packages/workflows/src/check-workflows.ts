// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { resolve } from "node:path";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import { findWorkflowProblems } from "./find-workflow-problems.ts";

command({
  usage: "npm run check:workflows -- [REPOSITORY]",
  about: `Checks the workflows and actions in .github of this repository, or of one in another folder:

  - actionlint has nothing to say
  - actions are pinned by a full commit SHA, with the version in a comment
  - every command is an npm script or a file in scripts/, and exists
  - a workflow has no permissions, a job what its steps need; no secrets, no rights for the code of forks
  - every job ends after a time, and the job named gate needs all others`,
  async run([repository = root]) {
    const problems = await findWorkflowProblems(resolve(repository));
    if (problems.length > 0) {
      throw new ScriptError(
        problems.map(({ path, line, message }) => `${path}:${line}: ${message}`).join("\n"),
        "fix the lines named above; `node packages/workflows/src/check-workflows.ts --help` lists the rules",
      );
    }
    console.log("check-workflows: no problems found");
  },
});
