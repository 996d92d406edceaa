// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

/** Writes a package with these files, and bundles its dist/main.js. */
function bundle(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-bundle-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries({ "package.json": '{ "type": "module" }', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return { built: run(join(import.meta.dirname, "bundle.ts"), "dist/main.js"), folder, run };
}

const dependency = {
  "node_modules/five/package.json": '{ "name": "five", "version": "5.0.0", "license": "MIT", "main": "five.js" }',
  "node_modules/five/LICENSE": "Copyright (c) Five",
  "node_modules/five/five.js": "exports.five = 5;",
};

test("bundles a program with its packages, and names their licences", () => {
  const { built, folder, run } = bundle({
    ...dependency,
    "dist/main.js": 'import { five } from "five";\nconst { six } = await import("./six.js");\nconsole.log(five + six);',
    "dist/six.js": 'import { cpus } from "node:os";\nexport const six = typeof cpus === "function" ? 6 : 0;',
  });
  expect(built.stderr).toBe("");
  rmSync(join(folder, "node_modules"), { recursive: true });
  rmSync(join(folder, "dist/six.js"));
  expect(run("dist/main.js").stdout).toBe("11\n");
  expect(readFileSync(join(folder, "dist/THIRD-PARTY-NOTICES.txt"), "utf8")).toContain(
    "five 5.0.0\nLicence: MIT\n\nCopyright (c) Five\n",
  );
});

test("refuses to import on demand from a CommonJS package, whose names a bundle loses", () => {
  const { built } = bundle({
    ...dependency,
    "dist/main.js": 'const { five } = await import("five");\nconsole.log(five);',
  });
  expect([built.status, built.stderr]).toEqual([
    1,
    expect.stringContaining(
      "dist/main.js: import() of a bundled CommonJS module has no names: node_modules/five/five.js",
    ),
  ]);
});
