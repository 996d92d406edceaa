// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packFixture } from "../../test/pack-fixture.ts";
import { requireSameFiles } from "./same-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-same-"));
  mkdirSync(join(folder, "a"));
  mkdirSync(join(folder, "b"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const manifest = { name: "@chaukas/spec-a", version: "1.0.0" };

test("accepts tarballs with the same bytes", async () => {
  await packFixture(join(folder, "a"), manifest);
  const { path } = await packFixture(join(folder, "b"), manifest);
  expect(() => requireSameFiles(join(folder, "a"), "*.tgz", [path])).not.toThrow();
});

test("refuses a tarball that contains the path of the folder it was built in", async () => {
  const [a, b] = [join(folder, "a"), join(folder, "b")];
  await packFixture(a, manifest, `// ${a}\n`);
  const { path } = await packFixture(b, manifest, `// ${b}\n`);
  expect(() => requireSameFiles(a, "*.tgz", [path])).toThrow(
    "expected the same bytes, got different ones in chaukas-spec-a-1.0.0.tgz",
  );
});

test("refuses a missing tarball", async () => {
  await packFixture(join(folder, "a"), manifest);
  expect(() => requireSameFiles(join(folder, "a"), "*.tgz", [])).toThrow(
    "expected the files chaukas-spec-a-1.0.0.tgz, got ",
  );
});
