// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { root } from "@chaukas/tooling/root";
import { run } from "@chaukas/tooling/run";
import { environmentVariables, openEnvironment } from "../toolchain/python-environment.ts";

/** The modules that are written by hand, by the folder that contains them. Protos define what the others export. */
const modules = {
  "chaukas.integrity": "packages/python/chaukas-integrity/src",
  "chaukas.spec.common.validation": "packages/python/chaukas-spec-common/src",
};

/** What the modules export, by module, one declaration per line, or the reason why that cannot be read. */
export type PythonApi =
  | { readonly sections: Readonly<Record<string, readonly string[]>>; readonly problem?: never }
  | { readonly sections?: never; readonly problem: string };

/** Reads what the modules of the Python packages export that are written by hand, with griffe, which imports nothing. */
export async function readPythonApi(repository: string = root): Promise<PythonApi> {
  const environment = await openEnvironment(["griffelib==2.4.1"]);
  if (environment.problem !== undefined) {
    return { problem: environment.problem };
  }
  const script = join(import.meta.dirname, "report_api.py");
  const env = environmentVariables(environment.folder);
  const sections = await Promise.all(
    Object.entries(modules).map(async ([module, folder]): Promise<[string, string[]]> => {
      const text = await run("python", ["-B", script, module, join(repository, folder)], { env });
      return [module, text.trimEnd().split("\n")];
    }),
  );
  return { sections: Object.fromEntries(sections) };
}
