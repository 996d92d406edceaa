// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Job, WorkflowFile, WorkflowProblem } from "./workflow-file.ts";

const gateCommand = "node scripts/require-jobs.mjs";

/**
 * Finds jobs that could run for hours, workflows that could run twice at the same time, and jobs whose failure would
 * not block the merge of a pull request. In a workflow with several jobs, a job named gate must wait for all others and
 * fail unless each has succeeded.
 */
export function findJobProblems(files: readonly WorkflowFile[]): WorkflowProblem[] {
  return files
    .filter(({ jobs }) => jobs.length > 0)
    .flatMap((file) => [
      ...(file.read("concurrency", "group") === undefined
        ? [{ path: file.path, line: 1, message: "expected concurrency with a group" }]
        : []),
      ...file.jobs.flatMap((job) => checkTimeout(file, job)),
      ...(file.jobs.length > 1 && file.read("on", "pull_request") !== undefined ? checkGate(file) : []),
    ]);
}

function checkTimeout({ path }: WorkflowFile, { name, line, read }: Job): WorkflowProblem[] {
  const minutes = read("timeout-minutes");
  return typeof minutes === "number" && minutes > 0 && minutes <= 60
    ? []
    : [{ path, line, message: `job ${name}: expected timeout-minutes of 1 to 60, got ${minutes ?? "none"}` }];
}

function checkGate({ path, jobs }: WorkflowFile): WorkflowProblem[] {
  const gate = jobs.find(({ name }) => name === "gate");
  if (gate === undefined) {
    return [{ path, line: 1, message: "expected a job named gate that needs all others" }];
  }
  const problem = (message: string) => ({ path, line: gate.line, message: `job gate: ${message}` });
  const needed = [gate.read("needs")].flat();
  const missing = jobs.filter((job) => job !== gate && !needed.includes(job.name));
  const step = gate.steps.find(({ run }) => run === gateCommand);
  const checksResults = gate.read("if") === "always()" && step?.env["NEEDS"] === `\${{ toJSON(needs) }}`;
  const hidden = jobs.filter((job) => job !== gate && job.read("continue-on-error") !== undefined);
  return [
    ...missing.map(({ name }) => problem(`needs: expected all other jobs, found no ${name}`)),
    ...hidden.map(({ name }) => problem(`expected no continue-on-error in job ${name}, which hides its failure`)),
    ...(checksResults
      ? []
      : [problem(`expected if: always() and a step that runs \`${gateCommand}\` with NEEDS: \${{ toJSON(needs) }}`)]),
  ];
}
