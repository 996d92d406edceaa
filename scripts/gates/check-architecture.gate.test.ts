// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./scratch-clone.ts";

const header = "// Copyright 2026 The Chaukas Authors\n// SPDX-License-Identifier: Apache-2.0\n\n";

let clone: ScratchClone;
beforeAll(async () => {
  clone = createScratchClone();
  await clone.install();
});
beforeEach(() => clone.reset());
afterAll(() => clone.remove());

/** Writes a file that imports the given specifiers. */
function write(path: string, ...specifiers: string[]): void {
  const imports = specifiers.map((specifier) => `import "${specifier}";\n`).join("");
  clone.write(path, `${header}${imports}export const seed = 1;\n`);
}

async function lint(): Promise<string> {
  const { code, stdout } = await clone.npmRun("lint", "architecture");
  expect(code).toBe(1);
  return stdout;
}

it("accepts the repository as it is", async () => {
  const { code, stdout } = await clone.npmRun("lint", "architecture");
  expect(stdout).toMatch(/^lint architecture: ok/);
  expect(code).toBe(0);
});

it("refuses files that import each other, naming the files and the rule", async () => {
  write("packages/spec-client/src/seed-a.ts", "./seed-b.js");
  write("packages/spec-client/src/seed-b.ts", "./seed-a.js");
  expect(await lint()).toContain(
    [
      "error: the architecture has 1 problem:",
      "no-cycle-between-files: packages/spec-client/src/seed-a.ts",
      "    -> packages/spec-client/src/seed-b.ts",
      "    -> packages/spec-client/src/seed-a.ts",
    ].join("\n"),
  );
});

it("refuses types that depend on each other", async () => {
  clone.write(
    "packages/spec-client/src/seed-a.ts",
    `${header}import type { B } from "./seed-b.js";\nexport type A = B;\n`,
  );
  clone.write(
    "packages/spec-client/src/seed-b.ts",
    `${header}import type { A } from "./seed-a.js";\nexport type B = A;\n`,
  );
  expect(await lint()).toContain(
    "no-cycle-between-files: packages/spec-client/src/seed-a.ts\n    -> packages/spec-client/src/seed-b.ts",
  );
});

it("refuses folders that import each other, naming one import in each direction", async () => {
  write("packages/server/src/seed-left/a.ts", "../seed-right/b.js");
  write("packages/server/src/seed-left/d.ts");
  write("packages/server/src/seed-right/b.ts");
  write("packages/server/src/seed-right/c.ts", "../seed-left/d.js");
  expect(await lint()).toContain(
    [
      "no-cycle-between-folders: packages/server/src/seed-left/a.ts imports packages/server/src/seed-right/b.ts",
      "    -> packages/server/src/seed-right/c.ts imports packages/server/src/seed-left/d.ts",
    ].join("\n"),
  );
});

it("refuses an import from a parent folder", async () => {
  write("packages/server/src/seed/deep/a.ts", "../b.js");
  write("packages/server/src/seed/b.ts");
  expect(await lint()).toContain(
    "no-import-upward: packages/server/src/seed/deep/a.ts\n    -> packages/server/src/seed/b.ts",
  );
});

it("refuses src code that imports a test bed or a unit test", async () => {
  write("packages/server/test/seed-bed.ts");
  write("packages/server/src/seed.test.ts");
  write("packages/server/src/seed.ts", "../test/seed-bed.js", "./seed.test.js");
  const output = await lint();
  expect(output).toContain("no-test-bed-in-src: packages/server/src/seed.ts\n    -> packages/server/test/seed-bed.ts");
  expect(output).toContain("no-test-bed-in-src: packages/server/src/seed.ts\n    -> packages/server/src/seed.test.ts");
});

it.each([
  ["spec-common", "@chaukas/spec-client", "@chaukas/spec-client"],
  ["spec-common", "../../server/src/index.js", "packages/server/src/index.ts"],
  ["spec-server", "@chaukas/spec-integrity", "@chaukas/spec-integrity"],
  ["spec-client", "@chaukas/testdata", "packages/testdata/src/index.ts"],
])("refuses %s importing %s", async (name, specifier, target) => {
  write(`packages/${name}/src/seed.ts`, specifier);
  const output = await lint();
  expect(output).toContain(`only-what-${name}-may-import: packages/${name}/src/seed.ts\n    -> ${target}`);
  expect(output).toContain(`@chaukas/${name} may import`);
});

it("refuses a package that imports a script", async () => {
  write("packages/server/bench/seed.ts", "../../../scripts/lib/generated-files.ts");
  expect(await lint()).toContain(
    "no-script-in-packages: packages/server/bench/seed.ts\n    -> scripts/lib/generated-files.ts",
  );
});

it("refuses a published package without a rule on what it may import", async () => {
  clone.write("packages/novelty/package.json", '{ "name": "@chaukas/novelty", "version": "1.0.0" }\n');
  expect(await lint()).toContain(
    "unknown-package: packages/novelty: expected to be listed in scripts/lib/architecture-rules.ts",
  );
});

it("refuses a folder with more than 20 files", async () => {
  for (let index = 0; index <= 20; index += 1) {
    write(`packages/spec-client/src/seed/file-${index}.ts`);
  }
  expect(await lint()).toContain("crowded-folder: packages/spec-client/src/seed: expected at most 20 files, got 21");
});
