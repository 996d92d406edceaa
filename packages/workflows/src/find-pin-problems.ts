// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { WorkflowFile, WorkflowProblem } from "./workflow-file.ts";

const pinned = /^(?<action>[\w.-]+\/[\w./-]+)@(?<sha>[0-9a-f]{40})$/;

/**
 * Finds actions that are not pinned to a full commit SHA, or have no comment with the version of that commit, which
 * people and dependency updates need. All actions of one repository must be pinned to the same SHA.
 */
export function findPinProblems(repository: string, files: readonly WorkflowFile[]): WorkflowProblem[] {
  const problems: WorkflowProblem[] = [];
  const known = new Map<string, { readonly pin: string; readonly path: string }>();
  for (const { path, steps } of files) {
    for (const { uses, usesComment, line } of steps) {
      if (uses === undefined) {
        continue;
      }
      const report = (message: string) => problems.push({ path, line, message: `uses: ${message}` });
      if (uses.startsWith("./")) {
        if (!existsSync(join(repository, uses, "action.yml"))) {
          report(`expected an action in this repository, found no ${uses.slice(2)}/action.yml`);
        }
        continue;
      }
      const { action, sha } = pinned.exec(uses)?.groups ?? {};
      if (action === undefined) {
        report(`expected OWNER/ACTION@ and the 40 digits of a commit SHA, got ${JSON.stringify(uses)}`);
        continue;
      }
      if (!/^v\d+\.\d+\.\d+$/.test(usesComment)) {
        report(`expected the version of ${action} in a comment after it, such as # v1.2.3, got "${usesComment}"`);
      }
      const owner = action.split("/").slice(0, 2).join("/");
      const pin = `${sha} # ${usesComment}`;
      const first = known.get(owner) ?? { pin, path };
      known.set(owner, first);
      if (first.pin !== pin) {
        report(`expected ${owner} at ${first.pin} as in ${first.path}, got ${pin}`);
      }
    }
  }
  return problems;
}
