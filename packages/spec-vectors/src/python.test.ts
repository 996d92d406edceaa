// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cacheDir } from "../../../scripts/lib/cache-dir.ts";
import { compileDescriptorSet } from "../scripts/lib/read-descriptors.ts";

const library = "protobuf==7.36.2";
const required = process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1";

it("is read alike by the Python protobuf library (skipped without python3 or PyPI)", { timeout: 180_000 }, ({
  skip,
}) => {
  check("check_vectors.py", /^\d{3,} vectors, 0 problems\n$/, skip);
});

it("holds the integrity of events as Python computes it (skipped without python3 or PyPI)", { timeout: 180_000 }, ({
  skip,
}) => {
  check("check_integrity.py", /^\d{3,} events, \d{2,} roots, 0 problems\n$/, skip);
});

function check(program: string, expected: RegExp, skip: (note: string) => void): void {
  const installed = installLibrary();
  if ("problem" in installed && !required) {
    skip(installed.problem);
  }
  expect(installed).not.toHaveProperty("problem");
  const folder = mkdtempSync(join(tmpdir(), "chaukas-vectors-"));
  try {
    const descriptorSet = join(folder, "descriptor-set.binpb");
    writeFileSync(descriptorSet, compileDescriptorSet());
    const path = join(import.meta.dirname, "../python", program);
    const args = ["-B", path, descriptorSet, join(import.meta.dirname, "../vectors")];
    const { status, stdout, stderr } = python(args, { PYTHONPATH: installed.folder });
    expect(`${stdout}${stderr}`).toMatch(expected);
    expect(status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Installs the library once, into a folder of the cache, or tells why it cannot. */
function installLibrary(): { folder: string; problem?: never } | { folder?: never; problem: string } {
  const version = python(["--version"])
    .stdout.trim()
    .replace(/^Python /, "");
  if (version === "") {
    return { problem: "needs python3, which is not installed" };
  }
  const parent = join(cacheDir(), "python");
  const folder = join(parent, `${library.replace("==", "-")}-python-${version}`);
  if (existsSync(folder)) {
    return { folder };
  }
  mkdirSync(parent, { recursive: true });
  const staging = mkdtempSync(join(parent, "installing-"));
  const options = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--target", staging];
  const { status, stderr } = python(["-m", "pip", "install", ...options, library]);
  if (status !== 0) {
    rmSync(staging, { recursive: true });
    return { problem: `needs ${library}, which pip does not install: ${stderr.trim()}` };
  }
  renameSync(staging, folder);
  return { folder };
}

function python(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync("python3", args, { encoding: "utf8", env: { ...process.env, ...env } });
  return { status, stdout: stdout ?? "", stderr: stderr ?? "" };
}
