// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
    "dist/main.js.map": "{}",
    "dist/six.js": 'import { cpus } from "node:os";\nexport const six = typeof cpus === "function" ? 6 : 0;',
  });
  expect(built.stderr).toBe("");
  rmSync(join(folder, "node_modules"), { recursive: true });
  rmSync(join(folder, "dist/six.js"));
  expect(run("dist/main.js").stdout).toBe("11\n");
  expect(readdirSync(join(folder, "dist"))).toEqual(["THIRD-PARTY-NOTICES.txt", "chunks", "main.js"]);
  expect(readFileSync(join(folder, "dist/THIRD-PARTY-NOTICES.txt"), "utf8")).toContain(
    "five 5.0.0\nLicence: MIT\n\nCopyright (c) Five\n",
  );
});

test("keeps the folder of the package out of the bundle, also of functions that are loaded on demand", () => {
  const { built, folder, run } = bundle({
    "dist/main.js":
      'import { collectWords } from "./words/../words/collect-words.js";\nconsole.log(collectWords("a b"));',
    "dist/words/collect-words.js": 'export const collectWords = (text) => text.split(" ").length;',
  });
  expect(built.stderr).toBe("");
  expect(run("dist/main.js").stdout).toBe("2\n");
  expect(readFileSync(join(folder, "dist/main.js"), "utf8")).toContain("on-demand:dist/words/collect-words.js");
  expect(readFileSync(join(folder, "dist/main.js"), "utf8")).not.toContain(folder);
});

test.each([
  [
    "a file for each licence",
    { "LICENSE-MIT.txt": "Copyright (c) Five", NOTICE: "Five was here" },
    "Copyright (c) Five\n\nFive was here",
  ],
  ["a comment", { "five.js": "// Copyright Five\nexports.five = 5;" }, "// Copyright Five"],
  [
    "a section of its README",
    { "README.md": "# five\n\n## License\n\n(c) Five\n\nMIT\n\n## Thanks\n" },
    "(c) Five\n\nMIT",
  ],
  ["the end of its README", { "README.md": "# five\n### Licence\n(c) Five\n" }, "(c) Five"],
])("finds the licence of a package in %s", (_, files, text) => {
  const { "node_modules/five/LICENSE": _licence, ...rest } = dependency;
  const { built, folder } = bundle({
    ...rest,
    ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`node_modules/five/${name}`, content])),
    "dist/main.js": 'import { five } from "five";\nconsole.log(five);',
  });
  expect(built.stderr).toBe("");
  const notices = readFileSync(join(folder, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
  expect(notices).toMatch(new RegExp(`\n\nfive 5\\.0\\.0\nLicence: MIT\n\n${text.replace(/[()]/g, "\\$&")}\n$`));
});

test("attributes a file to its package, and not to a manifest that only says how files are read", () => {
  const { built, folder } = bundle({
    ...dependency,
    "node_modules/five/five.js": 'exports.five = require("./lib/five.js").five;',
    "node_modules/five/lib/package.json": '{ "type": "commonjs" }',
    "node_modules/five/lib/five.js": "exports.five = 5;",
    "dist/main.js": 'import { five } from "five";\nconsole.log(five);',
  });
  expect(built.stderr).toBe("");
  const notices = readFileSync(join(folder, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
  expect(notices.match(/^Licence: .*$/gm)).toEqual(["Licence: MIT"]);
});

test("refuses a package without the text of its licence", () => {
  const { "node_modules/five/LICENSE": _, ...rest } = dependency;
  const { built } = bundle({ ...rest, "dist/main.js": 'import { five } from "five";\nconsole.log(five);' });
  expect([built.status, built.stderr]).toEqual([
    1,
    expect.stringContaining("five 5.0.0: its licence is not in the package"),
  ]);
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
