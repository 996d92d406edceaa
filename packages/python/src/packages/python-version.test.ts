// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { capture } from "@chaukas/tooling/run";
import { expect, it } from "vitest";
import { openBuildTools } from "../toolchain/build-tools.ts";
import { listPythonPackages } from "./python-packages.ts";
import { toPythonVersion } from "./python-version.ts";

const versions = ["1.2.0", "1.2.0-next.0", "10.0.3-next.12"];
const refused = ["1.2", "1.2.0-beta.1", "1.2.0-next", "1.2.0-next.1.2", "v1.2.0", ""];

it("writes versions of npm as PEP 440 does, and refuses prereleases that Python has no version for", () => {
  expect(versions.map(toPythonVersion)).toEqual(["1.2.0", "1.2.0rc0", "10.0.3rc12"]);
  for (const version of refused) {
    expect(() => toPythonVersion(version)).toThrow(
      `version: expected X.Y.Z or X.Y.Z-next.N, got ${JSON.stringify(version)}`,
    );
  }
});

it("agrees with the build script of the packages (skipped without python3 or PyPI)", async ({ skip }) => {
  const { env, problem } = await openBuildTools();
  if (problem !== undefined) {
    skip(problem);
  }
  const script = `
import sys
from hatch_build import to_python_version
for version in sys.argv[1:]:
    try:
        print(to_python_version(version))
    except ValueError as error:
        print(error)
`;
  const cwd = listPythonPackages()[0]?.folder;
  const { output } = await capture("python", ["-B", "-c", script, ...versions, ...refused], { cwd, env });
  const messages = refused.map((version) => `version: expected X.Y.Z or X.Y.Z-next.N, got '${version}'`);
  expect(output.trimEnd().split("\n")).toEqual([...versions.map(toPythonVersion), ...messages]);
});
