// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { capture } from "@chaukas/tooling/run";
import { ScriptError } from "@chaukas/tooling/script-error";
import { withTemporaryFolder } from "@chaukas/tooling/temporary-folder";
import { parse } from "yaml";
import { replaceFolder } from "../packages/codegen/src/output/replace-folder.ts";

/** Returns the output folders of a template without duplicates, relative to the template. */
function outputFolders(template: string): string[] {
  const { plugins } = parse(readFileSync(template, "utf8")) as { plugins: { out: string }[] };
  return [...new Set(plugins.map((plugin) => plugin.out))];
}

/**
 * Generates into a staging folder, then replaces each output folder as a whole. If a proto does not compile, the last
 * good code stays in place.
 */
async function generate(template: string): Promise<void> {
  const cwd = dirname(template);
  const name = relative(root, template);
  const folders = outputFolders(template);
  // Beside the template, because a folder can only be renamed within one file system.
  await withTemporaryFolder(join(cwd, ".generate-"), async (staging) => {
    const { code, output } = await capture("buf", ["generate", "--template", template, "--output", staging], { cwd });
    if (code !== 0) {
      throw new ScriptError(
        `buf generate failed for ${name}, nothing was changed:\n${output.trim()}`,
        "fix the file named above, then run `npm run generate`",
      );
    }
    const empty = folders.find((folder) => globSync(join(staging, folder, "*")).length === 0);
    if (empty !== undefined) {
      throw new ScriptError(`buf generate wrote no files to ${empty}, nothing was changed`, `check ${name}`);
    }
    for (const folder of folders) {
      replaceFolder(join(staging, folder), join(cwd, folder), join(staging, "previous", folder));
    }
  });
}

command({
  usage: "node scripts/generate.ts TEMPLATE…",
  about: "Generates code from the protos with the given buf.gen.yaml files.",
  async run(templates) {
    if (templates.length === 0) {
      throw new ScriptError("expected a buf.gen.yaml, got none", "generate everything with `npm run generate`");
    }
    for (const template of templates) {
      await generate(resolve(template));
    }
  },
});
