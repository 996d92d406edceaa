// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "@chaukas/tooling/command";
import { type Base, findBase, findBases } from "@chaukas/tooling/find-base";
import { git, requireRepository } from "@chaukas/tooling/git";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";
import { type ApiChange, compareOpenApi, wrapSchemas } from "../openapi/compare-openapi.ts";

const openApi = "openapi/chaukas/spec/v1/public.yaml";
const schemaSets = ["strict", "lenient"].map((set) => `packages/spec-json-schema/schemas/${set}/bundle.schema.json`);

/** A change in one of the documents. */
interface Finding extends ApiChange {
  readonly file: string;
}

const formats: Readonly<Record<string, (finding: Finding) => string>> = {
  text: ({ isBreaking, file, pointer, what }) => `${label(isBreaking)}  ${file}${pointer}  ${what}`,
  "github-actions": ({ isBreaking, file, pointer, what, line }) =>
    `::${isBreaking ? "error" : "notice"} file=${file}${line === undefined ? "" : `,line=${line}`},title=${label(isBreaking).trim()} API change::${escapeMessage(`${what} (${pointer})`)}`,
};

command({
  usage: "npm run api-diff -- [--against REF] [--format text|github-actions] [--allow-breaking]",
  about: `Compares the OpenAPI document and the JSON Schemas of the working tree with those of a commit. Prints a line
for each change, with its location and whether it is compatible or breaking.

Without --against, compares with both the merge base of HEAD and the main branch (origin/HEAD, origin/main, else main)
and the latest release (tag vX.Y.Z) among the ancestors of HEAD.

  --against REF            compare only with this branch, tag or commit
  --format github-actions  print the changes as annotations for a pull request
  --allow-breaking         exit with code 0 despite breaking changes`,
  options: {
    against: { type: "string" },
    format: { type: "string", default: "text" },
    "allow-breaking": { type: "boolean", default: false },
  },
  async run(_, { against, format = "text", "allow-breaking": allowBreaking }) {
    const print = Object.hasOwn(formats, format) ? formats[format] : undefined;
    if (print === undefined) {
      throw new ScriptError(
        `--format: expected one of ${Object.keys(formats).join(", ")}, got ${JSON.stringify(format)}`,
      );
    }
    await requireRepository();
    const bases = against === undefined ? await findBases() : [await findBase(against)];
    if (bases.length === 0) {
      console.log("api-diff: no commit yet, nothing to compare with");
      return;
    }
    const broken = await compareWithAll(bases, print);
    if (broken.length > 0 && !allowBreaking) {
      throw new ScriptError(
        `breaking changes against ${broken.join(", ")}`,
        "restore what was removed or narrowed, and add the new element beside it; " +
          "a breaking change needs a major version, and `npm run api-diff -- --allow-breaking` lets it pass",
      );
    }
  },
});

/** Prints the differences from each base. Returns the names of the bases with breaking changes. */
async function compareWithAll(bases: readonly Base[], print: (finding: Finding) => string): Promise<string[]> {
  const reported = new Set<string>();
  const broken: string[] = [];
  // The latest release may also be the merge base: compare only once, under both names.
  for (const [commit, same] of Map.groupBy(bases, (base) => base.commit)) {
    const name = `${same.map((base) => base.name).join(" and ")} (${commit.slice(0, 7)})`;
    const findings = await compareAll(commit, name);
    for (const line of findings.map(print).filter((text) => !reported.has(text))) {
      reported.add(line);
      console.log(line);
    }
    if (findings.some(({ isBreaking }) => isBreaking)) {
      broken.push(name);
    }
  }
  return broken;
}

/** Compares each document that the commit contains. */
async function compareAll(commit: string, name: string): Promise<Finding[]> {
  const findings = await compareFile(openApi, commit, name, (text) => text);
  const known = new Set(findings.map(placeInSchemas));
  for (const file of schemaSets) {
    const changes = await compareFile(file, commit, name, wrapSchemas);
    // The schemas are derived from the document, so report only changes that the document does not already show.
    const more = changes
      .map((change) => ({
        ...change,
        pointer: change.pointer.replace(/^#\/components\/schemas/, "#/$defs"),
        line: undefined,
      }))
      .filter((change) => !known.has(placeInSchemas(change)));
    findings.push(...more);
  }
  return findings;
}

async function compareFile(
  file: string,
  commit: string,
  name: string,
  toOpenApi: (text: string) => string,
): Promise<Finding[]> {
  const { code, stdout: base } = await git("show", `${commit}:${file}`);
  if (code !== 0) {
    console.log(`api-diff: ${name} has no ${file}, nothing to compare with`);
    return [];
  }
  const path = join(root, file);
  const changes = existsSync(path)
    ? await compareOpenApi(toOpenApi(base), toOpenApi(readFileSync(path, "utf8")))
    : [{ isBreaking: true, pointer: "#", what: "The whole document was removed.", line: undefined }];
  const breaking = changes.filter(({ isBreaking }) => isBreaking).length;
  console.log(`api-diff: ${file} against ${name}: ${breaking} breaking, ${changes.length - breaking} compatible`);
  return changes.map((change) => ({ ...change, file }));
}

/** Returns the rating and place of a change, the same for the OpenAPI document and for the JSON Schemas. */
function placeInSchemas({ isBreaking, pointer }: ApiChange): string {
  return `${label(isBreaking)} ${pointer.replace(/^#\/(components\/schemas|\$defs)\//, "")}`;
}

function label(isBreaking: boolean): string {
  return isBreaking ? "breaking  " : "compatible";
}

/** Escapes the characters that have a meaning in a workflow command of GitHub. */
function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
