// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { getSystemErrorMessage } from "node:util";
import { escapeUnprintable } from "@chaukas/spec-integrity";
import { CommanderError } from "commander";
import { isConfigError } from "../config/config-error.js";
import { isServerError } from "../errors/server-error.js";
import { isServerStartError } from "../errors/server-start-error.js";
import { isStoreError, type StoreErrorCode } from "../store/contract/store-error.js";
import { isTransferError } from "../transfer/lines/transfer-error.js";
import { CliError, exitCode } from "./context/cli-error.js";
import { createProgram } from "./create-program.js";

/** Runs a command line and resolves with its exit code. Reports an error in two lines on stderr. */
export async function runCli(argv: readonly string[]): Promise<number> {
  // A reader that closes the pipe early, such as `head`, is not an error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  let code: number = exitCode.ok;
  try {
    const program = await createProgram(argv.slice(2), (result) => {
      code = result;
    });
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    }
    const { message, remedy, exitCode: failure } = explainError(error);
    const text = message
      .split("\n")
      .map((line) => escapeUnprintable(line))
      .join("\n");
    process.stderr.write(`error: ${text}\n  what to do: ${remedy}\n`);
    return failure;
  }
}

const storeRemedies: Record<StoreErrorCode, string> = {
  unavailable: "check that the store is reachable and not in use by another server, then try again",
  too_costly: "narrow the selection",
  conflict: "choose another one",
  corrupt: "restore the store from a backup",
  unsupported: "correct what the message names",
};

/** Converts an error from any part of the server to one for the user of the command line. */
function explainError(error: unknown): CliError {
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
    return new CliError(message, error.remedy ?? storeRemedies[error.code]);
  }
  if (isTransferError(error)) {
    return new CliError(error.message, error.remedy, error.code === "refused" ? exitCode.damaged : exitCode.failed);
  }
  if (isServerError(error)) {
    return new CliError(error.message, "correct the option", exitCode.usage);
  }
  // By name, since most commands never load the class.
  if (error instanceof Error && error.name === "ConnectError") {
    return new CliError(`server: ${error.message}`, "check the address, the key and that the server is running");
  }
  if (error instanceof Error && "syscall" in error) {
    return new CliError(describeSystemError(error as NodeJS.ErrnoException), "check the file and its permissions");
  }
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new CliError(`unexpected error: ${text}`, "report it at https://github.com/chaukasai/chaukas-spec/issues");
}

function describeSystemError({ message, errno, path }: NodeJS.ErrnoException): string {
  return path === undefined || errno === undefined ? message : `${path}: ${getSystemErrorMessage(errno)}`;
}
