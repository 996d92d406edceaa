// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import type { PythonDistribution } from "../artifacts/read-python-dist.ts";
import { listOtherSpecifiers, selectPython } from "./other-languages.ts";

const built = (version: string): PythonDistribution[] => [
  { name: "chaukas-spec-common", version, requires: [], files: ["wheel", "sdist"] },
];

test("a tag of the spec releases Python packages of its version", () => {
  expect(selectPython("v1.2.0", built("1.2.0"))).toEqual(built("1.2.0"));
  expect(selectPython("v1.2.0-next.3", built("1.2.0rc3"))).toEqual(built("1.2.0rc3"));
});

test("refuses Python packages of another version, and tags of other packages", () => {
  expect(() => selectPython("v1.2.0", built("1.1.0"))).toThrow(
    "tag v1.2.0: expected Python packages of version 1.2.0, got chaukas-spec-common==1.1.0",
  );
  expect(() => selectPython("server-v1.2.0", built("1.2.0"))).toThrow(
    'tag: expected vX.Y.Z, since no other tag releases Python packages, got "server-v1.2.0"',
  );
});

test("lists what a tag of the spec releases in other languages", () => {
  expect(listOtherSpecifiers("v1.2.0-next.3")).toEqual([
    "chaukas-integrity==1.2.0rc3",
    "chaukas-spec-client==1.2.0rc3",
    "chaukas-spec-common==1.2.0rc3",
    "chaukas-spec-server==1.2.0rc3",
    "github.com/chaukasai/chaukas-spec@v1.2.0-next.3",
  ]);
  expect(listOtherSpecifiers("server-v1.2.0")).toEqual([]);
});
