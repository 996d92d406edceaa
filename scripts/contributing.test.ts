// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { describe, expect, it } from "vitest";

const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
const [, section = ""] = /^### Adding a field\n([\s\S]*?)(?=^#{1,3} )/m.exec(text) ?? [];
const code = [...section.matchAll(/`([^`]+)`/g)].map(([, content = ""]) => content);
const paths = code.filter(
  (content) => /^[\w./*-]+$/.test(content) && /\/|\.(?:ts|md|yaml|tsv|json|proto)$/.test(content),
);
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: Record<string, string> };
const scripts = code.flatMap((content) => /^npm run ([\w:-]+)/.exec(content)?.[1] ?? []);

describe("the section on adding a field in CONTRIBUTING.md", () => {
  it("names the files and commands of the steps", () => {
    expect(paths.length).toBeGreaterThan(15);
    expect(scripts).toEqual(expect.arrayContaining(["lint", "generate", "build", "api-reports"]));
  });

  it.each(paths)("names %s, which exists", (path) => {
    expect(globSync(path, { cwd: root }), `what to do: update the path ${path} in CONTRIBUTING.md`).not.toEqual([]);
  });

  it.each(scripts)("names npm run %s, which exists", (name) => {
    expect(Object.keys(manifest.scripts)).toContain(name);
  });
});

const pages = globSync(["*.md", ".changeset/README.md", ".github/**/*.md", "packages/*/README.md"], { cwd: root });

it.each(pages)("%s names only commands of the repository that exist", (page) => {
  const named = [...readFileSync(join(root, page), "utf8").matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(
    ([, name]) => name,
  );
  expect(named.filter((name = "") => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
});

it("CONTRIBUTING.md lists the jobs that a pull request must pass", () => {
  const workflow = readFileSync(join(root, ".github/workflows/ci.yml"), "utf8");
  const needs = /^ {2}gate:\n(?: {4}.*\n)*? {4}needs: \[(.*)\]$/m.exec(workflow)?.[1]?.split(", ") ?? [];
  const [, table = ""] = /^\| job \|.*\n\| --- .*\n((?:\|.*\n)+)/m.exec(text) ?? [];
  const listed = [...table.matchAll(/^\| ([\w-]+) \|/gm)].map(([, job]) => job);
  expect(needs.length).toBeGreaterThan(3);
  expect([...new Set(listed)]).toEqual(needs);
});
