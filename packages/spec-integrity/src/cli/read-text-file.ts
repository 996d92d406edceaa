// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFile } from "node:fs/promises";
import { VerifyError } from "./verify-error.js";

/** Reads a small text file. Rejects with a `VerifyError` that names the flag. */
export async function readTextFile(path: string, flag: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new VerifyError(`${flag}: ${(cause as Error).message}`, "check the file and its permissions", { cause });
  }
}
