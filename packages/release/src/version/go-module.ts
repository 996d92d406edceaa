// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@chaukas/tooling/root";

/** Returns the path of the Go module of a repository. */
export function readGoModule(repository: string = root): string {
  return /^module (\S+)$/m.exec(readFileSync(join(repository, "go.mod"), "utf8"))?.[1] ?? "";
}
