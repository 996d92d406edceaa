// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { installPythonRequirements } from "@chaukas/testdata/toolchains";
import { ScriptError } from "@chaukas/tooling/script-error";

/** The programs that publish to a Python index. */
export interface PublishTools {
  /** Path of uv, which uploads. */
  readonly uv: string;
  /** Variables with which `python3` finds pypi_attestations, which signs. */
  readonly python: NodeJS.ProcessEnv;
}

/**
 * Installs the programs that publish to a Python index, once. A lock file pins each with its dependencies by hash,
 * because they see the token of the release. Throws {@link ScriptError} if they cannot be installed.
 */
export async function openPublishTools(): Promise<PublishTools> {
  const lock = join(import.meta.dirname, "../../toolbox/publish-python.txt");
  const { folder, problem } = await installPythonRequirements(lock);
  if (problem !== undefined) {
    throw new ScriptError(`publishing Python packages ${problem}`, "install Python 3 with pip, and check the network");
  }
  return { uv: join(folder, "bin/uv"), python: { PYTHONPATH: folder } };
}
