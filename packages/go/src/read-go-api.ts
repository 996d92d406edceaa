// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { join } from "node:path";
import { findGoProblem, runGo } from "@chaukas/testdata/toolchains";
import { root } from "@chaukas/tooling/root";
import { ScriptError } from "@chaukas/tooling/script-error";

const tools = join(import.meta.dirname, "../tools");

/** The packages of the Go module that are written by hand. Protos define what the others export. */
const packages = { "github.com/chaukasai/chaukas-spec/chaukas/integrity": "chaukas/integrity" };

/** What Go packages export, by import path, one declaration per line, or the reason why that cannot be read. */
export type GoApi =
  | { readonly sections: Readonly<Record<string, readonly string[]>>; readonly problem?: never }
  | { readonly sections?: never; readonly problem: string };

/** Reads what the packages of the Go module export that are written by hand. */
export async function readGoApi(repository: string = root): Promise<GoApi> {
  const problem = await findGoProblem(tools);
  if (problem !== undefined) {
    return { problem };
  }
  const sections: Record<string, readonly string[]> = {};
  for (const [path, folder] of Object.entries(packages)) {
    const { status, stdout, stderr } = await runGo(["run", "./api-report", join(repository, folder)], tools);
    if (status !== 0) {
      throw new ScriptError(`${folder}: the exports cannot be read: ${stderr.trim()}`, "fix the lines named above");
    }
    sections[path] = stdout.trimEnd().split("\n");
  }
  return { sections };
}
