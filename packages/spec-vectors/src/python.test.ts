// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { installPythonPackages, runPython } from "@chaukas/testdata/toolchains";
import { expect, it } from "vitest";
import { compileDescriptorSet } from "../scripts/print/read-descriptors.ts";

const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";

it("agrees with the Python protobuf library on the corpus (skipped without python3 or PyPI)", {
  timeout: 180_000,
}, async ({ skip }) => {
  const folder = mkdtempSync(join(tmpdir(), "chaukas-vectors-"));
  try {
    const descriptorSet = join(folder, "descriptor-set.binpb");
    writeFileSync(descriptorSet, compileDescriptorSet());
    await check(["check_vectors.py", descriptorSet], /^\d{3,} vectors, 0 problems\n$/, skip);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("agrees with the package chaukas-integrity for Python on the integrity of events (skipped without python3 or PyPI)", {
  timeout: 180_000,
}, async ({ skip }) => {
  const counts = ["2 golden events", "\\d{3,} events", "\\d+ roots", "\\d+ checkpoints", "\\d+ redactions"];
  const expected = [...counts, "\\d{3,} trails", "\\d{2,} evidence", "0 problems"].join(", ");
  await check(["check_integrity.py"], new RegExp(`^${expected}\\n$`), skip);
});

const sources = ["chaukas-integrity/src", "chaukas-spec-common/gen"];

async function check(
  [program = "", ...args]: readonly string[],
  expected: RegExp,
  skip: (note: string) => void,
): Promise<void> {
  const installed = await installPythonPackages("protobuf==7.36.2");
  if (installed.problem !== undefined && !required) {
    skip(installed.problem);
  }
  expect(installed.problem).toBeUndefined();
  const path = join(import.meta.dirname, "../python", program);
  const vectors = join(import.meta.dirname, "../vectors");
  const folders = sources.map((source) => join(import.meta.dirname, "../../python", source));
  const PYTHONPATH = [installed.folder, ...folders].join(delimiter);
  const { status, stdout, stderr } = await runPython(["-B", path, ...args, vectors], { PYTHONPATH });
  expect(`${stdout}${stderr}`).toMatch(expected);
  expect(status).toBe(0);
}
