// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

// Plain JavaScript without dependencies, so that it can remove a broken installation.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { foreignFolders, generatedFolders } from "./lib/generated-folders.mjs";

const usage = `usage: node scripts/clean.mjs [--generated] [--all] [--help]

Removes the output of builds: dist, .pack and .turbo folders, and the protos copied into spec-common.
  --generated  also remove the generated code, which \`npm run generate\` restores; keep what that needs a missing program for
  --all        also remove the generated code and the installed dependencies`;

const root = join(import.meta.dirname, "..");
const packages = readdirSync(join(root, "packages")).map((name) => `packages/${name}`);

const { values } = parseArgs({
  options: { generated: { type: "boolean" }, all: { type: "boolean" }, help: { type: "boolean" } },
});
if (values.help) {
  console.log(usage);
} else {
  const paths = [
    ...["dist", ".turbo"],
    ...packages.flatMap((path) => [`${path}/dist`, `${path}/.pack`, `${path}/.turbo`]),
    "packages/spec-common/proto",
    ...(values.generated || values.all ? restorableFolders() : []),
    ...(values.all ? [...packages.map((path) => `${path}/node_modules`), "node_modules"] : []),
  ].filter((path) => existsSync(join(root, path)));
  for (const path of paths) {
    rmSync(join(root, path), { recursive: true, force: true });
    console.log(`clean: removed ${path}`);
  }
  if (paths.length === 0) {
    console.log("clean: nothing to remove");
  }
}

/** Returns the folders with generated code that this machine can generate again. */
function restorableFolders() {
  const kept = Object.entries(foreignFolders()).flatMap(([program, folders]) => {
    if (spawnSync(program, ["--help"], { stdio: "ignore" }).error === undefined) {
      return [];
    }
    console.log(`clean: kept ${folders.join(" ")}, since generating it requires ${program}`);
    return folders;
  });
  return generatedFolders(root).filter((path) => !kept.includes(path));
}
