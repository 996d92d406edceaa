// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { dirname } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./scratch-clone.ts";

const proto = "proto/chaukas/spec/client/v1/client.proto";
const workflow = ".github/workflows/ci.yml";
const source = "packages/spec-client/src/sleep.ts";
const header = "// Copyright 2026 The Chaukas Authors\n// SPDX-License-Identifier: Apache-2.0\n\n";

let clone: ScratchClone;
beforeAll(async () => {
  clone = createScratchClone();
  await clone.install();
});
beforeEach(() => clone.reset());
afterAll(() => clone.remove());

/** Appends text to a file, and returns the number of the first line appended. */
function append(path: string, text: string): number {
  const before = clone.read(path);
  clone.write(path, before + text);
  return before.split("\n").length;
}

it("prints the results in a fixed order", async () => {
  const { code, stdout } = await clone.npmRun("lint", "headers", "format", "protos");
  expect(stdout.match(/^lint \w+: \w+/gm)).toEqual(["lint protos: ok", "lint format: ok", "lint headers: ok"]);
  expect(code).toBe(0);
});

it("refuses an undocumented field", async () => {
  const line = append(proto, "\n// Documented.\nmessage Novelty {\n  string bare = 1;\n}\n") + 3;
  const { code, stdout, stderr } = await clone.npmRun("lint", "protos");
  expect(code).toBe(1);
  expect(stdout).toContain(`${proto}:${line}:3:Field "bare" should have a non-empty comment for documentation.`);
  expect(stdout).toContain("what to do: fix the lines named above");
  expect(stderr).toContain("error: 1 of 1 gates failed: protos");
});

it("refuses a proto that is not formatted", async () => {
  append(proto, "// Documented.\nmessage   Novelty {}\n");
  const { code, stdout } = await clone.npmRun("lint", "format");
  expect(code).toBe(1);
  expect(stdout).toContain(`+++ ${proto}`);
  expect(stdout).toContain("-message   Novelty {}\n+message Novelty {}\n");
  expect(stdout).toContain("what to do: run `npm run format`");
});

it("refuses a type error in a script and in a package", async () => {
  const inScript = append("scripts/clean.mjs", "\nclean.nothing();\n") + 1;
  // No other package depends on this one, so that the type checks of all others can come from the cache.
  const inPackage = append("packages/workflows/src/workflow-file.ts", '\nexport const wrong: number = "text";\n') + 1;
  const { code, stdout, stderr } = await clone.npmRun("lint", "scripts", "types");
  expect(code).toBe(1);
  expect(stdout).toContain(`scripts/clean.mjs(${inScript},1): error TS2304: Cannot find name 'clean'.`);
  expect(stdout).toContain(`@chaukas/workflows:lint: src/workflow-file.ts(${inPackage},14): error TS2322:`);
  expect(stderr).toContain("error: 2 of 2 gates failed: scripts, types");
});

it("refuses an export, a file and a dependency that nothing uses", async () => {
  const line = append(source, "\nexport const unused = 1;\n") + 1;
  clone.write("packages/spec-client/src/forgotten.ts", `${header}export const forgotten = 1;\n`);
  clone.edit("packages/spec-client/package.json", '"dependencies": {', '"dependencies": {\n    "left-pad": "1.3.0",');
  const { code, stdout } = await clone.npmRun("lint", "unused");
  expect(code).toBe(1);
  expect(stdout).toMatch(new RegExp(`^unused +${source}:${line}:14`, "m"));
  expect(stdout).toMatch(/^packages\/spec-client\/src\/forgotten\.ts/m);
  expect(stdout).toMatch(/^left-pad +packages\/spec-client\/package\.json:\d+:\d+/m);
  expect(stdout).toContain("what to do: remove what is named above, or use it");
});

it("refuses a source file without a licence header", async () => {
  clone.edit(source, "Copyright", "Written by");
  clone.write("scripts/bare.mjs", "#!/usr/bin/env node\nprocess.exit();\n");
  clone.edit(proto, "// Licensed under the Apache License", "// Licensed under some licence");
  const { code, stdout } = await clone.npmRun("lint", "headers");
  expect(code).toBe(1);
  expect(stdout).toContain("error: the licence header is missing in:\n");
  expect(stdout.split("\n")).toEqual(expect.arrayContaining([`${source}:1`, `${proto}:1`, "scripts/bare.mjs:1"]));
  expect(stdout).toContain("what to do: run `npm run format`");
});

it("refuses a workflow with an action that is not pinned", async () => {
  const pin = /uses: actions\/checkout@\w+ # v[\d.]+/.exec(clone.read(workflow))?.[0] ?? "";
  const line = clone.edit(workflow, pin, "uses: actions/checkout@v7");
  const { code, stdout, stderr } = await clone.npmRun("lint", "workflows");
  expect(code).toBe(1);
  expect(stdout).toContain(
    `${workflow}:${line}: uses: expected OWNER/ACTION@ and the 40 digits of a commit SHA, got "actions/checkout@v7"`,
  );
  expect(stdout).toContain("what to do: fix the lines named above");
  expect(stderr).toContain("error: 1 of 1 gates failed: workflows");
});

// The linter reads the whole repository in each run, so one run judges all faults of the code.
it("refuses code that the linter warns about, and fixes formatting and headers with npm run format", async () => {
  const line = append(source, "\nexport const sum = (): any => 1;\n") + 1;
  append(proto, "// Documented.\nmessage   Novelty {}\n");
  clone.write("scripts/lib/bare.ts", "#!/usr/bin/env node\nexport   const bare = 1;\n");
  const { code, stdout, stderr } = await clone.npmRun("lint", "format", "code", "headers");
  expect(code).toBe(1);
  expect(stdout).toContain(`${source}:${line}:24 lint/suspicious/noExplicitAny`);
  expect(stdout).toContain("scripts/lib/bare.ts format");
  expect(stderr).toContain("error: 3 of 3 gates failed: format, code, headers");

  // Nothing but its author can fix this fault.
  clone.git("checkout", "--quiet", "--", source);
  expect((await clone.npmRun("format")).code).toBe(0);
  expect(clone.read("scripts/lib/bare.ts")).toMatch(
    /^#!\/usr\/bin\/env node\n\/\/ Copyright \d{4} The Chaukas Authors\n\/\/ SPDX-License-Identifier: Apache-2.0\n\nexport const bare = 1;\n$/,
  );
  expect((await clone.npmRun("lint", "format", "code", "headers")).code).toBe(0);
});

it("runs the other gates if the program of one is missing", async () => {
  const { code, stdout } = await clone.run(process.execPath, ["scripts/lint.ts", "protos", "headers"], {
    PATH: dirname(process.execPath),
  });
  expect(code).toBe(1);
  expect(stdout).toContain("lint protos: failed\nbuf: cannot be started");
  expect(stdout).toContain("lint headers: ok");
});

it("refuses a gate that does not exist", async () => {
  const { code, stderr } = await clone.npmRun("lint", "spelling");
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: gate: expected one of protos, format, .*unused, got "spelling"$/m);
});
