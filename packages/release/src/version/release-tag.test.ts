// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { expect, test } from "vitest";
import { selectTagged } from "./release-tag.ts";

const packages = [
  { name: "@chaukas/spec-client", version: "1.2.0" },
  { name: "@chaukas/spec-common", version: "1.2.0" },
  { name: "@chaukas/server", version: "0.3.0-next.1" },
];

function select(tag: string): string[] {
  return selectTagged(tag, packages, (item) => item).map(({ name }) => name);
}

test("selects the packages of the spec, or one package with its own version", () => {
  expect(select("v1.2.0")).toEqual(["@chaukas/spec-client", "@chaukas/spec-common"]);
  expect(select("server-v0.3.0-next.1")).toEqual(["@chaukas/server"]);
});

test.each([
  [
    "v1.3.0",
    "tag v1.3.0: expected packages of version 1.3.0, got @chaukas/spec-client@1.2.0, @chaukas/spec-common@1.2.0",
  ],
  ["v1.2.0-next.0", "tag v1.2.0-next.0: expected packages of version 1.2.0-next.0, got @chaukas/spec-client@1.2.0"],
  ["server-v0.3.0", "tag server-v0.3.0: expected packages of version 0.3.0, got @chaukas/server@0.3.0-next.1"],
  [
    "spec-client-v1.2.0",
    "tag spec-client-v1.2.0: expected a package with its own version, found no @chaukas/spec-client",
  ],
  ["demo-v1.2.0", "tag demo-v1.2.0: expected a package with its own version, found no @chaukas/demo"],
  ["1.2.0", 'tag: expected vX.Y.Z or NAME-vX.Y.Z, got "1.2.0"'],
  ["v1.2", 'tag: expected vX.Y.Z or NAME-vX.Y.Z, got "v1.2"'],
])("refuses the tag %s", (tag, message) => {
  expect(() => select(tag)).toThrow(message);
});
