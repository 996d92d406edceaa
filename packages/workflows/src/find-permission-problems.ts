// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Job, Step, WorkflowFile, WorkflowProblem } from "./workflow-file.ts";
import { commandOf } from "./workflow-file.ts";

type Permissions = Readonly<Record<string, string>>;

/** Permissions that steps need from the token of their job. A step that matches none of these needs no permission. */
const needs: readonly { readonly matches: (step: Step) => boolean; readonly permissions: Permissions }[] = [
  { matches: ({ uses }) => isOf(uses, "actions/checkout"), permissions: { contents: "read" } },
  { matches: ({ uses }) => isOf(uses, "github/codeql-action/analyze"), permissions: { "security-events": "write" } },
  {
    matches: ({ uses }) => isOf(uses, "changesets/action/version"),
    permissions: { contents: "write", "pull-requests": "write" },
  },
  { matches: ({ uses }) => isOf(uses, "actions/deploy-pages"), permissions: { "id-token": "write", pages: "write" } },
  { matches: (step) => runs(step, "release:publish"), permissions: { "id-token": "write" } },
  { matches: (step) => runs(step, "release:publish-python"), permissions: { "id-token": "write" } },
  { matches: (step) => runs(step, "release:github"), permissions: { contents: "write" } },
];

/**
 * Finds permissions beyond what the steps of a job need: a workflow must have none, and each job exactly its own. Also
 * finds what would expose a permission: a trigger that runs a fork's code with the permissions of this repository, a
 * secret, and a token that is left in the clone.
 */
export function findPermissionProblems(files: readonly WorkflowFile[]): WorkflowProblem[] {
  return files.flatMap((file) => [
    ...(file.jobs.length === 0 ? [] : [...checkTriggers(file), ...checkTop(file)]),
    ...file.jobs.flatMap((job) => checkJob(file, job)),
    ...checkSecrets(file),
    ...file.steps.flatMap((step) => checkCheckout(file, step)),
  ]);
}

function checkTriggers({ path, read, lineOf }: WorkflowFile): WorkflowProblem[] {
  const triggers = read("on");
  const names = typeof triggers === "string" ? [triggers] : Object.keys(Object(triggers));
  return (Array.isArray(triggers) ? triggers.map(String) : names)
    .filter((name) => name === "pull_request_target" || name === "workflow_run")
    .map((name) => ({
      path,
      line: lineOf("on"),
      message: `on: expected no ${name}, which gives the code of a fork the permissions of this repository; use pull_request`,
    }));
}

function checkTop({ path, read, lineOf }: WorkflowFile): WorkflowProblem[] {
  const found = print(read("permissions"));
  return found === "{}"
    ? []
    : [{ path, line: lineOf("permissions"), message: `permissions: expected {} for the whole workflow, got ${found}` }];
}

function checkJob({ path }: WorkflowFile, { name, line, steps, read }: Job): WorkflowProblem[] {
  const expected: Record<string, string> = {};
  for (const { matches, permissions } of needs) {
    for (const [scope, access] of steps.some(matches) ? Object.entries(permissions) : []) {
      expected[scope] = expected[scope] === "write" ? "write" : access;
    }
  }
  const found = print(read("permissions"));
  const message = `job ${name}: permissions: expected ${print(expected)} for its steps, got ${found}`;
  return found === print(expected) ? [] : [{ path, line, message }];
}

function checkSecrets({ path, text }: WorkflowFile): WorkflowProblem[] {
  return text.split("\n").flatMap((content, index) => {
    const [secret] = /\bsecrets\s*[.[][^\s}]*/.exec(content) ?? [];
    const message = `expected no secret, got ${secret}: use github.token, and OIDC outside of GitHub`;
    return secret === undefined ? [] : [{ path, line: index + 1, message }];
  });
}

function checkCheckout({ path }: WorkflowFile, { uses, with: inputs, line }: Step): WorkflowProblem[] {
  return isOf(uses, "actions/checkout") && inputs["persist-credentials"] !== false
    ? [{ path, line, message: "uses: actions/checkout: expected persist-credentials: false" }]
    : [];
}

function isOf(uses: string | undefined, action: string): boolean {
  return uses?.startsWith(`${action}@`) ?? false;
}

function runs(step: Step, script: string): boolean {
  return new RegExp(`^npm run ${script}(?: |$)`).test(commandOf(step) ?? "");
}

function print(permissions: unknown): string {
  if (permissions === undefined || permissions === null) {
    return "none";
  }
  if (typeof permissions !== "object") {
    return String(permissions);
  }
  const scopes = Object.entries(permissions).map(([scope, access]) => `${scope}: ${access}`);
  return scopes.length === 0 ? "{}" : scopes.sort().join(", ");
}
