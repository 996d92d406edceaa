// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import type { PackageManifest } from "@chaukas/tooling/tarball";
import { describe, expect, test } from "vitest";
import { consumerNames } from "./consumer.ts";

const packages = join(root, "packages");

function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageManifest;
}

/** Returns `name@version` of every dependency of the workspace's packages. */
function workspaceDependencies(): Set<string> {
  const manifests = readdirSync(packages).map((name) => readManifest(join(packages, name)));
  return new Set(
    manifests.flatMap(({ dependencies, devDependencies }) =>
      Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) => `${name}@${version}`),
    ),
  );
}

describe.each(consumerNames)("the project %s", (name) => {
  const { dependencies = {} } = readManifest(join(import.meta.dirname, "../../consumers", name));

  test("has the versions that the workspace uses", () => {
    const known = workspaceDependencies();
    const others = Object.entries(dependencies)
      .filter(([dependency]) => dependency.startsWith("@bufbuild/") || dependency.startsWith("@connectrpc/"))
      // No package of the workspace uses version 1 of connect-web.
      .filter(([dependency, version]) => dependency !== "@connectrpc/connect-web" || !version.startsWith("1."))
      .map(([dependency, version]) => `${dependency}@${version}`)
      .filter((dependency) => !known.has(dependency));
    expect(others).toEqual([]);
  });

  test("has exact versions", () => {
    for (const [dependency, version] of Object.entries(dependencies)) {
      expect(version, dependency).toMatch(/^(\d+\.\d+\.\d+|file:[a-z0-9-]+\.tgz)$/);
    }
  });
});
