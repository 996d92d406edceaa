// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "./lib/command.ts";
import { withImage } from "./lib/compare-protos.ts";
import { findBase, findBases } from "./lib/find-base.ts";
import { requireRepository } from "./lib/git.ts";
import { root } from "./lib/root.ts";
import { run } from "./lib/run.ts";
import { ScriptError } from "./lib/script-error.ts";
import { withTemporaryFolder } from "./lib/temporary-folder.ts";

command({
  usage: "check-lifecycles.ts [--against REF]",
  about: `Checks that every element of the protos says which version added it, and every deprecated one what to use
instead or why. What the main branch lacks must say so itself, not by the message around it.
  --against  compare with this branch, tag or commit instead of the main branch and the last release`,
  options: { against: { type: "string" } },
  async run(_positionals, { against }) {
    process.chdir(root);
    await requireRepository();
    const faults = await withTemporaryFolder(join(tmpdir(), "chaukas-lifecycles-"), async (folder) => {
      const image = join(folder, "current.binpb");
      await run("buf", ["build", "--output", image], { remedy: "mend the file that is named above" });
      const bases = against === undefined ? await findBases() : [await findBase(against)];
      const found = [await findFaults(image)];
      for (const base of bases) {
        found.push((await withImage(base, (earlier) => findFaults(image, earlier))) ?? []);
      }
      return [...new Set(found.flat())];
    });
    if (faults.length > 0) {
      throw new ScriptError(
        `${faults.length} lifecycles are not told:\n${faults.join("\n")}`,
        "add the option that is named above to the element; GOVERNANCE.md says how elements come and go",
      );
    }
    console.log("lifecycles: every element says since when it exists");
  },
});

async function findFaults(...images: string[]): Promise<string[]> {
  const output = await run("node", ["packages/codegen/src/check-lifecycles.ts", ...images]);
  return output.split("\n").filter((line) => line !== "");
}
