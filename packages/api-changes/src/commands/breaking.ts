// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { command } from "@chaukas/tooling/command";
import { type Base, findBase, findBases } from "@chaukas/tooling/find-base";
import { requireRepository } from "@chaukas/tooling/git";
import { ScriptError } from "@chaukas/tooling/script-error";
import { compareProtos, requireProtosCompile } from "../protos/compare-protos.ts";

const formats = ["text", "github-actions"];

const remedy =
  "put the element back, mark it [deprecated = true] and add the new one beside it under a new number; " +
  "a breaking change needs a major version: a new package, such as chaukas.spec.common.v2";

command({
  usage: "npm run breaking -- [--against REF] [--format text|github-actions]",
  about: `Compares the protos of the working tree with those of a commit, by the rules of buf's category FILE.

Without --against, compares with both the merge base of HEAD and the main branch (origin/HEAD, origin/main, else main)
and the latest release (tag vX.Y.Z) among the ancestors of HEAD. In a shallow clone, fetches what is missing from the
remote.

  --against REF            compare only with this branch, tag or commit
  --format github-actions  print the findings as annotations for a pull request`,
  options: { against: { type: "string" }, format: { type: "string", default: "text" } },
  async run(_, { against, format = "text" }) {
    if (!formats.includes(format)) {
      throw new ScriptError(`--format: expected one of ${formats.join(", ")}, got ${JSON.stringify(format)}`);
    }
    await requireRepository();
    const bases = against === undefined ? await findBases() : [await findBase(against)];
    if (bases.length === 0) {
      console.log("breaking: no commit yet, nothing to compare with");
      return;
    }
    await requireProtosCompile();
    await compareWithAll(bases, format);
  },
});

async function compareWithAll(bases: readonly Base[], format: string): Promise<void> {
  const reported = new Set<string>();
  const broken: string[] = [];
  // The latest release may also be the merge base: compare only once, under both names.
  for (const [commit, same] of Map.groupBy(bases, (base) => base.commit)) {
    const name = same.map((base) => base.name).join(" and ");
    const label = `${name} (${commit.slice(0, 7)})`;
    const findings = await compareProtos({ name, commit }, format);
    if (findings === undefined) {
      console.log(`breaking: ${label} has no proto folder, nothing to compare with`);
    } else if (findings.length === 0) {
      console.log(`breaking: no breaking change against ${label}`);
    } else {
      console.log(`breaking: ${countChanges(findings.length)} against ${label}`);
      broken.push(label);
      // Both comparisons usually find the same breaking change, and a reviewer needs only one annotation.
      for (const line of findings.filter((finding) => !reported.has(finding))) {
        reported.add(line);
        console.log(line);
      }
    }
  }
  if (broken.length > 0) {
    throw new ScriptError(`${countChanges(reported.size)} against ${broken.join(", ")}`, remedy);
  }
}

function countChanges(count: number): string {
  return `${count} breaking change${count === 1 ? "" : "s"}`;
}
