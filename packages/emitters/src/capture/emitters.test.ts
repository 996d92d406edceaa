// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { describe, expect, test } from "vitest";
import { type Emitter, listEmitters } from "./emitters.ts";

interface Manifest {
  readonly packages: Readonly<Record<string, string>>;
  readonly requests: readonly { readonly file: string; readonly contentType: string }[];
}

const captures = join(root, "packages/spec-otel/test/emitters");
const emitters = listEmitters();

function readPins({ folder, language }: Emitter): Record<string, string> {
  if (language === "js") {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).dependencies;
  }
  const lines = readFileSync(join(folder, "requirements.in"), "utf8").trimEnd().split("\n");
  return Object.fromEntries(lines.map((line) => line.split("==")));
}

describe.each(emitters)("the emitter $name", (emitter) => {
  const { name, folder, language, about } = emitter;
  const capture = join(captures, name);
  const manifest = JSON.parse(readFileSync(join(capture, "manifest.json"), "utf8")) as Manifest;

  test("says what it is, and pins exact versions", () => {
    expect(about).toMatch(/^\S.*[^.]$/);
    for (const [pinned, version] of Object.entries(readPins(emitter))) {
      expect(version, pinned).toMatch(/^\d+\.\d+(\.\d+)?(b\d+)?$/);
    }
  });

  test.runIf(language === "js")("is locked by hashes, without a registry", () => {
    const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
    const { "": manifestOfLock, ...packages } = lock.packages;
    expect(manifestOfLock.dependencies).toEqual(readPins(emitter));
    for (const [path, { resolved, integrity }] of Object.entries<{ resolved?: string; integrity?: string }>(packages)) {
      expect(integrity, path).toMatch(/^sha512-/);
      expect(resolved, path).toBeUndefined();
    }
  });

  test.runIf(language === "python")("is locked by hashes, with the versions that it names", () => {
    const locked = readFileSync(join(folder, "requirements.txt"), "utf8");
    for (const [pinned, version] of Object.entries(readPins(emitter))) {
      expect(locked).toContain(`${pinned}==${version} \\\n    --hash=sha256:`);
    }
    expect(locked).not.toContain("://");
  });

  test("was captured with the versions that it pins", () => {
    expect(manifest.packages, "run packages/emitters/src/commands/capture-emitters.ts").toEqual(readPins(emitter));
  });

  test("has a capture with exactly the files of its manifest", () => {
    const files = manifest.requests.map(({ file }) => file);
    expect(files.length).toBeGreaterThan(0);
    expect(readdirSync(capture).filter((file) => file.endsWith(".bin"))).toEqual(files);
  });

  test("sent no folder of a home or of a repository", () => {
    for (const { file } of manifest.requests) {
      expect(readFileSync(join(capture, file), "latin1")).not.toMatch(/\/(root|home|Users|work)\//);
    }
  });
});

test("every capture has an emitter, and all of them together are small", () => {
  const folders = readdirSync(captures, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(emitters.map(({ name }) => name));
  const bytes = readdirSync(captures, { recursive: true, encoding: "utf8" })
    .map((path) => statSync(join(captures, path)))
    .reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0);
  expect(bytes).toBeLessThan(1_200_000);
  expect(existsSync(join(captures, "README.md"))).toBe(true);
});
