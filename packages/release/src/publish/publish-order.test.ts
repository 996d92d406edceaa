// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import type { Tarball } from "@chaukas/tooling/tarball";
import { expect, test } from "vitest";
import { sortForPublish } from "./publish-order.ts";

function tarball(name: string, dependencies: string[] = [], peerDependencies: string[] = []): Tarball {
  const ranges = (names: string[]) => Object.fromEntries(names.map((other) => [other, "^1.0.0"]));
  const manifest = {
    name,
    version: "1.0.0",
    dependencies: ranges(dependencies),
    peerDependencies: ranges(peerDependencies),
  };
  return { path: "", manifest, files: [], executables: [], packedBytes: 0, unpackedBytes: 0, readText: () => "" };
}

test("puts each package after its dependencies and peers, and ignores packages that are not in the list", () => {
  const sorted = sortForPublish([tarball("a", ["b", "elsewhere"]), tarball("b", [], ["c"]), tarball("c")]);
  expect(sorted.map(({ manifest }) => manifest.name)).toEqual(["c", "b", "a"]);
});

test("refuses a cycle", () => {
  expect(() => sortForPublish([tarball("a", ["b"]), tarball("b", ["a"]), tarball("c")])).toThrow(
    "dependencies: expected no cycle, got one among a, b",
  );
});
