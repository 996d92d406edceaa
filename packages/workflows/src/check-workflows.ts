// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { resolve } from "node:path";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import { findWorkflowProblems } from "./find-workflow-problems.ts";

command({
  usage: "npm run check:workflows -- [REPOSITORY]",
  about: `Checks the workflows and actions in .github of this repository, or of a repository in another folder:

  - actionlint reports no problem
  - every action is pinned to a full commit SHA, with the version in a comment
  - every command is an npm script or a file in scripts/ that exists
  - a workflow has no permissions, a job has those that its steps need
  - there are no secrets, and no permissions for code from forks
  - every job has a timeout, and the job named gate needs all other jobs`,
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
