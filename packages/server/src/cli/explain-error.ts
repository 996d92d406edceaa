// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { getSystemErrorMessage } from "node:util";
import { ConnectError } from "@connectrpc/connect";
import { isConfigError } from "../config/config-error.js";
import { isServerError } from "../errors/server-error.js";
import { isServerStartError } from "../errors/server-start-error.js";
import { isStoreError, type StoreErrorCode } from "../store/store-error.js";
import { CliError } from "./cli-error.js";
import { exitCode } from "./exit-code.js";

const storeRemedies: Record<StoreErrorCode, string> = {
  unavailable: "check that the store can be reached and is not in use by another server, then try again",
  too_costly: "narrow the selection",
  conflict: "choose another one",
  corrupt: "restore the store from a backup",
  unsupported: "do what the message says; a store that a newer version of @chaukas/server wrote needs that version",
};

/** What a failure means to the user of the command line, whatever part of the server it is from. */
export function explainError(error: unknown): CliError {
  if (error instanceof CliError) {
    return error;
  }
  if (isConfigError(error)) {
    return new CliError(error.message, "see `chaukas-server serve --help` for all settings", exitCode.usage);
  }
  if (isServerStartError(error)) {
    return new CliError(error.message, error.remedy);
  }
  if (isStoreError(error)) {
    const message = error.message.startsWith("store: ") ? error.message : `store: ${error.message}`;
    return new CliError(message, storeRemedies[error.code]);
  }
  if (isServerError(error)) {
    return new CliError(error.message, "correct the option", exitCode.usage);
  }
  if (error instanceof ConnectError) {
    return new CliError(`server: ${error.message}`, "check the address, the key and that the server runs");
  }
  if (error instanceof Error && "syscall" in error) {
    return new CliError(describeSystemError(error as NodeJS.ErrnoException), "check the file and its permissions");
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new CliError(`unexpected failure: ${text}`, "report it at https://github.com/chaukasai/chaukas-spec/issues");
}

function describeSystemError({ message, errno, path }: NodeJS.ErrnoException): string {
  return path === undefined || errno === undefined ? message : `${path}: ${getSystemErrorMessage(errno)}`;
}
