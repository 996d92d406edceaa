// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { type Base, findBase, findBases } from "@chaukas/tooling/find-base";
import { git, requireRepository } from "@chaukas/tooling/git";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import { withTemporaryFolder } from "@chaukas/tooling/temporary-folder";
import { readSpecVersions } from "../bumps/next-version.ts";
import { withImage } from "../protos/compare-protos.ts";

command({
  usage: "node packages/api-changes/src/commands/check-lifecycles.ts [--against REF]",
  about: `Checks that every element of the protos states which version added it, and that every deprecated one names an
existing replacement or states a reason. A field of an event that is marked for personal data must be redactable after
ingest, or state why not with the option not_redactable_because. Compared with the main branch and the latest release:

- a new element must state its version itself instead of inheriting it from the message around it. The version must be
  the next one, which the changesets derive from the current one by at least a minor bump;
- a published version must not change, and a mark for personal data must be neither removed nor lowered.

  --against REF  compare only with this branch, tag or commit; an element that is new since then may state any version
                 up to the next one`,
  options: { against: { type: "string" } },
  async run(_positionals, { against }) {
    process.chdir(root);
    await requireRepository();
    const faults = await withTemporaryFolder(join(tmpdir(), "chaukas-lifecycles-"), async (folder) => {
      const image = join(folder, "current.binpb");
      await run("buf", ["build", "--output", image], { remedy: "fix the file named above" });
      const bases = against === undefined ? await findBases() : [await findBase(against)];
      const found = [await findFaults(image)];
      for (const [index, base] of bases.entries()) {
        // The first base is the merge base with the main branch: an element that it lacks is new in this branch.
        const args = await versionArguments(base, against !== undefined || index > 0);
        found.push((await withImage(base, (earlier) => findFaults(image, earlier, ...args))) ?? []);
      }
      return [...new Set(found.flat())];
    });
    if (faults.length > 0) {
      throw new ScriptError(
        `${faults.length} ${faults.length === 1 ? "fault" : "faults"} in the options of elements:\n${faults.join("\n")}`,
        "change the protos as each line says; GOVERNANCE.md explains how elements are added and " +
          "removed, .changeset/README.md which changeset leads to which version",
      );
    }
    console.log("lifecycles: every element states the version that added it");
  },
});

async function findFaults(...args: string[]): Promise<string[]> {
  const output = await run("node", ["packages/codegen/src/check-lifecycles.ts", ...args]);
  return output.split("\n").filter((line) => line !== "");
}

/** Returns the arguments that pass the versions to the check. Empty for a commit from before the packages had one. */
async function versionArguments(base: Base, isRange: boolean): Promise<string[]> {
  const { code, stdout } = await git("show", `${base.commit}:packages/spec-common/package.json`);
  if (code !== 0) {
    return [];
  }
  const { version } = JSON.parse(stdout) as { version: string };
  return ["--versions", JSON.stringify({ base: version.replace(/[-+].*/, ""), ...readSpecVersions(), isRange })];
}
