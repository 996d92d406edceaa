// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { usageError } from "./cli-error.js";

const minLength = 12;

/**
 * Reads the passphrase that encrypts keys: the first line of a file, or CHAUKAS_PASSPHRASE. It is never an argument,
 * which other users of the machine could read. Throws a `CliError` if there is none, or if it is short.
 */
export function readPassphrase(file: string | undefined, command: string): string {
  const text = file === undefined ? process.env["CHAUKAS_PASSPHRASE"] : readFileSync(file, "utf8");
  const [passphrase = ""] = (text ?? "").split(/\r?\n/, 1);
  if (passphrase.length < minLength) {
    const where = file ?? "CHAUKAS_PASSPHRASE";
    const got = passphrase === "" ? "none" : `${passphrase.length}`;
    throw usageError(`${where}: expected a passphrase of at least ${minLength} characters, got ${got}`, command);
  }
  return passphrase;
}
