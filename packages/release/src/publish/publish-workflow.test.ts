// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listPythonPackages } from "@chaukas/python/python-packages";
import { root } from "@chaukas/tooling/root";
import { expect, test } from "vitest";
import { parse } from "yaml";

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly strategy?: { readonly matrix: { readonly package: string[] } } }>>;
}

test("the release workflow publishes every Python package, each after those that it requires", () => {
  const workflow = parse(readFileSync(join(root, ".github/workflows/release.yml"), "utf8")) as Workflow;
  const published = workflow.jobs["publish-python"]?.strategy?.matrix.package ?? [];
  const packages = listPythonPackages();
  expect([...published].sort()).toEqual(packages.map(({ name }) => name));
  for (const { name, folder } of packages) {
    const project = readFileSync(join(folder, "pyproject.toml"), "utf8");
    const required = [...project.matchAll(/"(chaukas-[\w-]+)=={version}"/g)].map(([, other = ""]) => other);
    const earlier = published.slice(0, published.indexOf(name));
    expect(required.filter((other) => !earlier.includes(other))).toEqual([]);
  }
});
