// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listPublicPackages } from "@chaukas/tooling/public-packages";
import { root } from "@chaukas/tooling/root";
import type { PackageManifest } from "@chaukas/tooling/tarball";
import { expect, it } from "vitest";

const packages = listPublicPackages().map(({ name, folder }) => {
  const manifest = readFileSync(join(root, folder, "package.json"), "utf8");
  const { exports = {} } = JSON.parse(manifest) as PackageManifest;
  const specifiers = Object.keys(exports).map((subpath) => `${name}${subpath.slice(1)}`);
  return { name, folder, specifiers, text: readFileSync(join(root, folder, "README.md"), "utf8") };
});

/** Returns whether a specifier, which may have `*` where an export has it, is that of an export. */
function isExport(specifier: string): boolean {
  return packages
    .flatMap(({ specifiers }) => specifiers)
    .some((pattern) => {
      const [start = "", end] = pattern.split("*");
      return end === undefined ? specifier === pattern : specifier.startsWith(start) && specifier.endsWith(end);
    });
}

it.each(packages)("the README of $name names every export", ({ text, specifiers }) => {
  const unnamed = specifiers
    .filter((specifier) => !specifier.endsWith("/package.json"))
    .filter((specifier) => !new RegExp(`["\`]${specifier.replaceAll("*", "\\S+?")}["\`]`).test(text));
  expect(unnamed).toEqual([]);
});

it.each(packages)("the README of $name names no path that is not exported", ({ text }) => {
  const named = [...text.matchAll(/["`](@chaukas\/[\w-]+(?:\/[\w./*-]+)?)["`]/g)].map(
    ([, specifier = ""]) => specifier,
  );
  expect(named.filter((specifier) => !isExport(specifier))).toEqual([]);
});

it.each([
  ["@chaukas/spec-client", "option", /^interface Chaukas\w*Options/],
  ["@chaukas/spec-server", "option", /^interface Chaukas\w*Options/],
  ["@chaukas/spec-server", "method", /^interface ChaukasBackend/],
])("the README of %s lists every %s", (name, heading, pattern) => {
  const { folder, text } = packages.find((item) => item.name === name) ?? expect.unreachable();
  const report = readFileSync(join(root, folder, "api-report.md"), "utf8").split("\n");
  const members = report.flatMap((line, index) => (pattern.test(line) ? readMembers(report.slice(index + 1)) : []));
  expect(members.length).toBeGreaterThan(3);
  const [, table = ""] = new RegExp(`^\\| ${heading} \\|.*\\n((?:\\|.*\\n)+)`, "m").exec(text) ?? [];
  const listed = [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect(listed).toEqual(expect.arrayContaining([...new Set(members)]));
});

/** Reads the names of the members of an interface in an API report. */
function readMembers(lines: readonly string[]): string[] {
  const end = lines.findIndex((line) => !line.startsWith("  "));
  return lines.slice(0, end).flatMap((line) => /^ {2}(?:readonly )?(\w+)\??[:(]/.exec(line)?.[1] ?? []);
}
