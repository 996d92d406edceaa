// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Captured } from "@chaukas/tooling/run";
import { beforeAll, expect, it } from "vitest";
import { createScratchClone, type ScratchClone } from "./scratch-clone.ts";

const header = "// Copyright 2026 The Chaukas Authors\n// SPDX-License-Identifier: Apache-2.0\n\n";

// The whole repository is read in each run, so all seeds are judged in one.
let clean: Captured;
let seeded: Captured;
beforeAll(async () => {
  const clone = createScratchClone();
  try {
    await clone.install();
    clean = await clone.npmRun("lint", "architecture");
    seed(clone);
    seeded = await clone.npmRun("lint", "architecture");
  } finally {
    clone.remove();
  }
});

function seed(clone: ScratchClone): void {
  /** Writes a file that imports the given specifiers. */
  const write = (path: string, ...specifiers: string[]) => {
    const imports = specifiers.map((specifier) => `import "${specifier}";\n`).join("");
    clone.write(path, `${header}${imports}export const seed = 1;\n`);
  };
  write("packages/spec-client/src/seed-a.ts", "./seed-b.js");
  write("packages/spec-client/src/seed-b.ts", "./seed-a.js");
  clone.write(
    "packages/spec-client/src/type-a.ts",
    `${header}import type { B } from "./type-b.js";\nexport type A = B;\n`,
  );
  clone.write(
    "packages/spec-client/src/type-b.ts",
    `${header}import type { A } from "./type-a.js";\nexport type B = A;\n`,
  );
  write("packages/server/src/seed-left/a.ts", "../seed-right/b.js");
  write("packages/server/src/seed-left/d.ts");
  write("packages/server/src/seed-right/b.ts");
  write("packages/server/src/seed-right/c.ts", "../seed-left/d.js");
  write("packages/server/src/seed-upward/deep/a.ts", "../b.js");
  write("packages/server/src/seed-upward/b.ts");
  write("packages/server/test/seed-bed.ts");
  write("packages/server/src/seed.test.ts");
  write("packages/server/src/seed.ts", "../test/seed-bed.js", "./seed.test.js");
  for (const [name, specifier] of forbiddenImports) {
    write(`packages/${name}/src/import-${specifier.replaceAll(/\W/g, "-")}.ts`, specifier);
  }
  write("packages/server/bench/seed.ts", "../../../scripts/lib/generated-files.ts");
  clone.write("packages/novelty/package.json", '{ "name": "@chaukas/novelty", "version": "1.0.0" }\n');
  for (let index = 0; index <= 20; index += 1) {
    write(`packages/spec-client/src/seed-crowd/file-${index}.ts`);
  }
}

const forbiddenImports = [
  ["spec-common", "@chaukas/spec-client", "@chaukas/spec-client"],
  ["spec-common", "../../server/src/index.js", "packages/server/src/index.ts"],
  ["spec-server", "@chaukas/spec-integrity", "@chaukas/spec-integrity"],
  ["spec-client", "@chaukas/testdata", "packages/testdata/src/index.ts"],
] as const;

it("accepts the repository as it is", () => {
  expect(clean.stdout).toMatch(/^lint architecture: ok/);
  expect(clean.code).toBe(0);
});

it("counts the problems, and fails", () => {
  expect(seeded.stdout).toMatch(/^error: the architecture has \d\d problems:$/m);
  expect(seeded.code).toBe(1);
});

it("refuses files that import each other, naming the files and the rule", () => {
  expect(seeded.stdout).toContain(
    [
      "no-cycle-between-files: packages/spec-client/src/seed-a.ts",
      "    -> packages/spec-client/src/seed-b.ts",
      "    -> packages/spec-client/src/seed-a.ts",
    ].join("\n"),
  );
});

it("refuses types that depend on each other", () => {
  expect(seeded.stdout).toContain(
    "no-cycle-between-files: packages/spec-client/src/type-a.ts\n    -> packages/spec-client/src/type-b.ts",
  );
});

it("refuses folders that import each other, naming one import in each direction", () => {
  expect(seeded.stdout).toContain(
    [
      "no-cycle-between-folders: packages/server/src/seed-left/a.ts imports packages/server/src/seed-right/b.ts",
      "    -> packages/server/src/seed-right/c.ts imports packages/server/src/seed-left/d.ts",
    ].join("\n"),
  );
});

it("refuses an import from a parent folder", () => {
  expect(seeded.stdout).toContain(
    "no-import-upward: packages/server/src/seed-upward/deep/a.ts\n    -> packages/server/src/seed-upward/b.ts",
  );
});

it.each(["packages/server/test/seed-bed.ts", "packages/server/src/seed.test.ts"])(
  "refuses src code that imports %s",
  (target) => {
    expect(seeded.stdout).toContain(`no-test-bed-in-src: packages/server/src/seed.ts\n    -> ${target}`);
  },
);

it.each(forbiddenImports)("refuses %s importing %s", (name, specifier, target) => {
  const file = `packages/${name}/src/import-${specifier.replaceAll(/\W/g, "-")}.ts`;
  expect(seeded.stdout).toContain(`only-what-${name}-may-import: ${file}\n    -> ${target}`);
  expect(seeded.stdout).toContain(`@chaukas/${name} may import`);
});

it("refuses a package that imports a script", () => {
  expect(seeded.stdout).toContain(
    "no-script-in-packages: packages/server/bench/seed.ts\n    -> scripts/lib/generated-files.ts",
  );
});

it("refuses a published package without a rule on what it may import", () => {
  expect(seeded.stdout).toContain(
    "unknown-package: packages/novelty: expected to be listed in scripts/lib/architecture-rules.ts",
  );
});

it("refuses a folder with more than 20 files", () => {
  expect(seeded.stdout).toContain(
    "crowded-folder: packages/spec-client/src/seed-crowd: expected at most 20 files, got 21",
  );
});
