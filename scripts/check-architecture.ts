// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { command } from "@chaukas/tooling/command";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import { cruise, type ICruiseResult, type IModule, type IViolation } from "dependency-cruiser";
import { architectureRules, published } from "./lib/architecture-rules.ts";

/** Maximum number of files in a folder, without unit tests. A larger folder is more than one step in the data flow. */
const maxFiles = 20;

command({
  usage: "npm run lint -- architecture",
  about: `Checks the direction of dependencies between packages, folders and files against
scripts/lib/architecture-rules.ts, and that no folder has more than ${maxFiles} files.`,
  async run() {
    process.chdir(root);
    // Unit tests are exempt: they may import whatever they need to drive the code.
    const files = globSync(["packages/*/{src,test,bench,scripts}/**/*.ts", "scripts/**/*.ts"], {
      exclude: ["**/node_modules", "**/dist", "**/src/gen", "**/*.test.ts"],
    }).sort();
    const problems = [...findUnknownPackages(), ...findCrowdedFolders(files), ...(await findViolations(files))];
    if (problems.length > 0) {
      throw new ScriptError(
        `the architecture has ${problems.length} ${problems.length === 1 ? "problem" : "problems"}:\n${problems.join("\n")}`,
        "move the imported code to where its importers may reach it; CONTRIBUTING.md describes the folders",
      );
    }
    console.log(`architecture: the dependencies of ${files.length} files point in one direction`);
  },
});

function findUnknownPackages(): string[] {
  return globSync("packages/*/package.json")
    .filter((file) => JSON.parse(readFileSync(file, "utf8")).private !== true)
    .map((file) => basename(dirname(file)))
    .filter((name) => !(name in published))
    .map(
      (name) =>
        `unknown-package: packages/${name}: expected to be listed in scripts/lib/architecture-rules.ts with what it may import`,
    );
}

function findCrowdedFolders(files: readonly string[]): string[] {
  return [...Map.groupBy(files, dirname)]
    .filter(([, { length }]) => length > maxFiles)
    .map(([folder, { length }]) => `crowded-folder: ${folder}: expected at most ${maxFiles} files, got ${length}`);
}

async function findViolations(files: string[]): Promise<string[]> {
  const { output } = await cruise(files, { ...architectureRules.options, validate: true, ruleSet: architectureRules });
  const { modules, summary } = output as ICruiseResult;
  const comments = new Map(architectureRules.forbidden?.map((rule) => [rule.name, rule.comment]));
  const described = summary.violations.map(
    (violation) =>
      `${violation.rule.name}: ${describePath(violation, modules).join("\n    -> ")}\n    ${comments.get(violation.rule.name)}`,
  );
  return [...new Set(described)].sort();
}

/** Returns the files from the one that breaks a rule to the one it must not depend on; for a cycle, back to the first. */
function describePath({ from, to, cycle }: IViolation, modules: readonly IModule[]): string[] {
  if (cycle === undefined) {
    return [from, to];
  }
  const stops = cycle.map(({ name }) => name);
  // Every member of a cycle reports it. Starting with the first in alphabetical order lists it once.
  const first = stops.indexOf([...stops].sort()[0] ?? "");
  const path = [...stops.slice(first), ...stops.slice(0, first + 1)];
  return modules.some(({ source }) => source === from)
    ? path
    : path.slice(1).map((folder, index) => findImport(path[index] ?? from, folder, modules));
}

/** Returns one import that makes a folder depend on another. */
function findImport(from: string, to: string, modules: readonly IModule[]): string {
  for (const { source, dependencies } of modules) {
    const target = dependencies.find(({ resolved }) => resolved.startsWith(`${to}/`));
    if (source.startsWith(`${from}/`) && target !== undefined) {
      return `${source} imports ${target.resolved}`;
    }
  }
  return `${from} imports ${to}`;
}
