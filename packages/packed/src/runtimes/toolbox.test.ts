// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openToolbox } from "./toolbox.ts";

const checkedIn = join(import.meta.dirname, "../../toolbox");

interface Lockfile {
  readonly packages: Readonly<Record<string, { resolved?: string; integrity?: string }>>;
}

let folder: string;
let manifestFolder: string;
let cache: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chaukas-toolbox-"));
  manifestFolder = join(folder, "manifest");
  cache = join(folder, "cache");
  mkdirSync(manifestFolder);
  writeManifest({});
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeManifest(dependencies: Record<string, string>, locked = dependencies): void {
  const lock = { lockfileVersion: 3, packages: { "": { dependencies: locked } } };
  writeFileSync(join(manifestFolder, "package.json"), JSON.stringify({ dependencies }));
  writeFileSync(join(manifestFolder, "package-lock.json"), JSON.stringify(lock));
}

describe("openToolbox", () => {
  test("installs once, and again when the lockfile changes", async () => {
    const first = await openToolbox({ manifestFolder, cache });
    writeFileSync(first.path("../mark"), "");
    const second = await openToolbox({ manifestFolder, cache });
    expect(existsSync(second.path("../mark"))).toBe(true);
    writeFileSync(join(manifestFolder, "package-lock.json"), '{ "lockfileVersion": 3, "packages": { "": {} } }');
    const third = await openToolbox({ manifestFolder, cache });
    expect(third.path("")).not.toBe(first.path(""));
    expect(existsSync(third.path("../mark"))).toBe(false);
  });

  test("does not use what a killed installation left behind, and removes it", async () => {
    const { path } = await openToolbox({ manifestFolder, cache });
    // No process has this ID: it is above the maximum of any operating system.
    const abandoned = `${path("..")}.99999999`;
    rmSync(path(".."), { recursive: true });
    mkdirSync(abandoned);
    await openToolbox({ manifestFolder, cache });
    expect(existsSync(path("../package-lock.json"))).toBe(true);
    expect(existsSync(abandoned)).toBe(false);
  });

  test("keeps the staging folder of an installation that is still running", async () => {
    const running = join(cache, `0123456789abcdef.${process.ppid}`);
    mkdirSync(running, { recursive: true });
    await openToolbox({ manifestFolder, cache });
    expect(existsSync(running)).toBe(true);
  });

  test("leaves nothing behind when the installation fails, and reports npm's error", async () => {
    writeManifest({ "left-pad": "1.3.0" }, {});
    await expect(openToolbox({ manifestFolder, cache })).rejects.toMatchObject({
      name: "ScriptError",
      message: expect.stringMatching(/^npm ci .* exited with 1:\n.*left-pad@1\.3\.0 from lock file/s),
      remedy: "check that the npm registry can be reached, then run the command again",
    });
    expect(readdirSync(cache)).toEqual([]);
  });
});

describe("the toolbox that is checked in", () => {
  const manifest = JSON.parse(readFileSync(join(checkedIn, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const lock = JSON.parse(readFileSync(join(checkedIn, "package-lock.json"), "utf8")) as Lockfile;

  test("pins exact versions", () => {
    for (const [tool, version] of Object.entries(manifest.dependencies)) {
      expect(version, tool).toMatch(/^(npm:[^@]+@)?\d+\.\d+\.\d+$/);
    }
  });

  test("is locked by hashes, without a registry", () => {
    const { "": _, ...packages } = lock.packages;
    for (const [path, { resolved, integrity }] of Object.entries(packages)) {
      expect(integrity, path).toMatch(/^sha512-/);
      expect(resolved, path).toBeUndefined();
    }
  });
});
