import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parse } from "yaml";
import { command } from "./lib/command.ts";
import { ScriptError } from "./lib/script-error.ts";

/** Output folders of a template, each once, relative to the template. */
function outputFolders(template: string): string[] {
  const { plugins } = parse(readFileSync(template, "utf8")) as { plugins: { out: string }[] };
  return [...new Set(plugins.map((plugin) => plugin.out))];
}

/**
 * Generates into a staging folder and puts each output folder into place whole, so that a proto that
 * does not compile leaves the last good code untouched.
 */
function generate(template: string): void {
  const cwd = dirname(template);
  const folders = outputFolders(template);
  const staging = mkdtempSync(join(cwd, ".generate-"));
  try {
    const args = ["generate", "--template", template, "--output", staging];
    const result = spawnSync("buf", args, { cwd, stdio: "inherit" });
    if (result.status !== 0) {
      throw new ScriptError(
        `buf generate failed for ${relative(process.cwd(), template)}, and nothing was changed`,
        "mend the file that the message above names, then run `npm run generate`",
      );
    }
    for (const folder of folders) {
      replaceFolder(join(staging, folder), join(cwd, folder), join(staging, "previous", folder));
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function replaceFolder(fresh: string, target: string, previous: string): void {
  if (existsSync(target)) {
    mkdirSync(dirname(previous), { recursive: true });
    renameSync(target, previous);
  }
  mkdirSync(dirname(target), { recursive: true });
  renameSync(fresh, target);
}

command({
  usage: "generate.ts TEMPLATE…",
  about: "Generates code from the protos by the given buf.gen.yaml files.",
  run(templates) {
    for (const template of templates) {
      generate(resolve(template));
    }
  },
});
