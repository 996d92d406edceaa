// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { ScriptError } from "@chaukas/tooling/script-error";
import { environmentVariables, openEnvironment } from "./python-environment.ts";

// protoc of a newer grpcio-tools generates code that refuses protobuf 6.
const buildTools = ["grpcio-tools==1.76.0", "hatchling==1.33.0", "mypy-protobuf==5.1.0", "protobuf==6.33.6"];

/** The variables with which the programs that generate and build the packages are found, or why there are none. */
export type BuildTools =
  | { readonly env: NodeJS.ProcessEnv; readonly problem?: never }
  | { readonly env?: never; readonly problem: string };

/**
 * Installs the programs that generate and build the Python packages, once. If that fails where every toolchain must be
 * there, as in CI, throws a `ScriptError`.
 */
export async function openBuildTools(): Promise<BuildTools> {
  const { folder, problem } = await openEnvironment(buildTools);
  if (problem === undefined) {
    return { env: environmentVariables(folder) };
  }
  if (process.env["CHAUKAS_REQUIRE_TOOLCHAINS"] === "1") {
    throw new ScriptError(problem, "install Python 3 with pip, or unset CHAUKAS_REQUIRE_TOOLCHAINS");
  }
  return { problem };
}
