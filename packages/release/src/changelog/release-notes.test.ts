// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeReleaseNotes } from "./release-notes.ts";

let repository: string;
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), "chaukas-notes-"));
});
afterEach(() => rmSync(repository, { recursive: true }));

function addPackage(name: string, section: string) {
  mkdirSync(join(repository, name));
  writeFileSync(join(repository, name, "CHANGELOG.md"), `# ${name}\n\n## 1.2.0\n\n${section}\n\n## 1.1.0\n\nOld.\n`);
  return { name, version: "1.2.0", folder: name };
}

test("lists each change once with its packages, major changes first", () => {
  const a = addPackage("a", "### Patch Changes\n\n- Fix a.");
  const b = addPackage("b", "### Minor Changes\n\n- Add c.\n\n  At length.\n\n### Patch Changes\n\n- Fix a.");
  const c = addPackage("c", "No changes in this release.");
  expect(writeReleaseNotes([a, b, c], ["d==1.2.0"], repository)).toBe(
    [
      "## Minor changes\n\n- `b`: Add c.\n\n  At length.",
      "## Patch changes\n\n- `a`, `b`: Fix a.",
      "## Packages\n\n- `a@1.2.0`\n- `b@1.2.0`\n- `c@1.2.0`\n- `d==1.2.0`\n",
    ].join("\n\n"),
  );
});

test("refuses a version that is not in the changelog", () => {
  const item = addPackage("a", "### Patch Changes\n\n- Fix a.");
  expect(() => writeReleaseNotes([{ ...item, version: "1.3.0" }], [], repository)).toThrow(
    "a/CHANGELOG.md: expected version 1.3.0",
  );
});
