// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./scratch-clone.ts";

const openApi = "openapi/chaukas/spec/v1/public.yaml";
const strict = "packages/spec-json-schema/schemas/strict/bundle.schema.json";
const lenient = "packages/spec-json-schema/schemas/lenient/bundle.schema.json";

let clone: ScratchClone;
let base: string;
beforeAll(() => {
  const documents = ["openapi", "packages/spec-json-schema"];
  clone = createScratchClone("package.json", "scripts", "packages/api-changes", "packages/tooling", ...documents);
});
beforeEach(() => {
  clone.reset();
  base = clone.git("rev-parse", "HEAD").slice(0, 7);
});
afterAll(() => clone.remove());

/** Renames an operation, and returns the line that reports it. */
function breakStatistics(): string {
  clone.edit(openApi, "operationId: getEventStats", "operationId: countEvents");
  const what = "`operationId` of operation `GET /v1/stats` changed from 'getEventStats' to 'countEvents'.";
  return `breaking    ${openApi}#/paths/~1v1~1stats/get/operationId  ${what}`;
}

/** Changes a description, and returns its line number. */
function rewordProblem(): number {
  return clone.edit(openApi, "What went wrong, as problem details", "What is wrong, as problem details");
}

describe("findings", () => {
  it("passes unchanged documents", async () => {
    const { code, stdout } = await clone.npmRun("api-diff");
    expect(stdout).toBe(
      [openApi, strict, lenient]
        .map((file) => `api-diff: ${file} against main (${base}): 0 breaking, 0 compatible\n`)
        .join(""),
    );
    expect(code).toBe(0);
  });

  it("passes a compatible change, and reports its location", async () => {
    rewordProblem();
    const { code, stdout } = await clone.npmRun("api-diff");
    expect(stdout).toContain(`api-diff: ${openApi} against main (${base}): 0 breaking, 1 compatible\n`);
    expect(stdout).toContain(
      `\ncompatible  ${openApi}#/components/schemas/Problem/description  \`description\` of Schema changed.\n`,
    );
    expect(code).toBe(0);
  });

  it("refuses an uncommitted breaking change", async () => {
    const finding = breakStatistics();
    const { code, stdout, stderr } = await clone.npmRun("api-diff");
    expect(stdout).toContain(`api-diff: ${openApi} against main (${base}): 1 breaking, 0 compatible\n`);
    expect(stdout).toContain(`\n${finding}\n`);
    expect(stderr).toContain(`error: breaking changes against main (${base})\n  what to do: restore what was removed`);
    expect(code).toBe(1);
  });

  it("passes a breaking change with --allow-breaking, but still reports it", async () => {
    const finding = breakStatistics();
    const { code, stdout } = await clone.npmRun("api-diff", "--allow-breaking");
    expect(stdout).toContain(`\n${finding}\n`);
    expect(code).toBe(0);
  });

  it("refuses a JSON Schema that became stricter, even if the OpenAPI document is unchanged", async () => {
    const bundle = JSON.parse(clone.read(lenient)) as { $defs: Record<string, object> };
    bundle.$defs["Any"] = { ...bundle.$defs["Any"], type: "string" };
    clone.write(lenient, JSON.stringify(bundle));
    const { code, stdout } = await clone.npmRun("api-diff");
    expect(stdout).toContain(`api-diff: ${openApi} against main (${base}): 0 breaking, 0 compatible\n`);
    expect(stdout).toContain(
      `\nbreaking    ${lenient}#/$defs/Any/type  Type of \`Any\` narrowed from 'object' to 'string'.\n`,
    );
    expect(code).toBe(1);
  });

  it("does not repeat a change of the OpenAPI document for the JSON Schemas", async () => {
    rewordProblem();
    clone.edit(strict, "What went wrong, as problem details", "What is wrong, as problem details");
    const { stdout } = await clone.npmRun("api-diff");
    expect(stdout).toContain(`api-diff: ${strict} against main (${base}): 0 breaking, 1 compatible\n`);
    expect(stdout.match(/^compatible .*/gm)).toHaveLength(1);
  });

  it("refuses the removal of a document", async () => {
    rmSync(join(clone.folder, openApi));
    const { code, stdout } = await clone.npmRun("api-diff");
    expect(stdout).toContain(`\nbreaking    ${openApi}#  The whole document was removed.\n`);
    expect(code).toBe(1);
  });

  it("compares nothing if the base lacks the documents", async () => {
    clone.git("rm", "--quiet", openApi, lenient);
    const bare = clone.commit();
    clone.git("checkout", "--quiet", base, "--", openApi, lenient);
    const { code, stdout } = await clone.npmRun("api-diff");
    expect(stdout).toContain(`api-diff: main (${bare}) has no ${openApi}, nothing to compare with\n`);
    expect(stdout).toContain(`api-diff: main (${bare}) has no ${lenient}, nothing to compare with\n`);
    expect(code).toBe(0);
  });
});

describe("base of the comparison", () => {
  it("is the merge base with main and the latest release, with each change reported once", async () => {
    clone.git("tag", "v1.0.0");
    clone.write("note.txt", "another commit on main");
    const main = clone.commit();
    const finding = breakStatistics();
    const { code, stdout, stderr } = await clone.npmRun("api-diff");
    expect(stdout.split("\n").filter((line) => line === finding)).toHaveLength(1);
    expect(stderr).toContain(`error: breaking changes against main (${main}), v1.0.0 (${base})\n`);
    expect(code).toBe(1);
  });

  it("is only the given commit with --against", async () => {
    breakStatistics();
    const broken = clone.commit();
    const { code, stdout } = await clone.npmRun("api-diff", "--against", "HEAD");
    expect(stdout).toContain(`api-diff: ${openApi} against HEAD (${broken}): 0 breaking, 0 compatible\n`);
    expect(code).toBe(0);
    expect((await clone.npmRun("api-diff", "--against", "HEAD~1")).code).toBe(1);
  });

  it("must exist", async () => {
    const { code, stderr } = await clone.npmRun("api-diff", "--against", "nowhere");
    expect(stderr).toContain('error: unknown ref "nowhere": expected a branch, tag or commit of this clone');
    expect(code).toBe(1);
  });
});

describe("output", () => {
  it("annotates a pull request at the line of the change", async () => {
    const line = rewordProblem();
    breakStatistics();
    const { code, stdout } = await clone.npmRun("api-diff", "--format=github-actions");
    expect(stdout).toContain(
      `::notice file=${openApi},line=${line},title=compatible API change::\`description\` of Schema changed. (#/components/schemas/Problem/description)\n`,
    );
    expect(stdout).toMatch(
      new RegExp(`^::error file=${openApi},line=\\d+,title=breaking API change::\`operationId\` of operation`, "m"),
    );
    expect(code).toBe(1);
  });

  it("refuses an unknown format", async () => {
    const { code, stderr } = await clone.npmRun("api-diff", "--format=toString");
    expect(stderr).toContain('error: --format: expected one of text, github-actions, got "toString"');
    expect(code).toBe(1);
  });

  it("names the line of a document that cannot be parsed", async () => {
    clone.edit(openApi, "info:\n", "info: [\n");
    const { code, stderr } = await clone.npmRun("api-diff");
    expect(stderr).toContain("error: redocly diff failed:");
    expect(stderr).toMatch(/\(\d+:\d+\)/);
    expect(code).toBe(1);
  });
});
