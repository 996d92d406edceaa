// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { Command } from "commander";
import { packageFile } from "../package/package-file.js";
import { usageError } from "./context/cli-error.js";

/** Commands in the order of the help. Loading those that do not run would take most of the time of a short command. */
const commands: Readonly<Record<string, (setExitCode: (code: number) => void) => Promise<Command>>> = {
  serve: async () => (await import("./commands/serve-command.js")).createServeCommand(),
  keys: async () => (await import("./commands/keys-command.js")).createKeysCommand(),
  import: async (setExitCode) => (await import("./commands/import-command.js")).createImportCommand(setExitCode),
  query: async () => (await import("./commands/query-command.js")).createQueryCommand(),
  show: async () => (await import("./commands/show-command.js")).createShowCommand(),
  report: async () => (await import("./commands/report-command.js")).createReportCommand(),
  export: async () => (await import("./commands/export-command.js")).createExportCommand(),
  evidence: async () => (await import("./commands/evidence-command.js")).createEvidenceCommand(),
  backup: async () => (await import("./commands/backup-command.js")).createBackupCommand(),
  restore: async () => (await import("./commands/restore-command.js")).createRestoreCommand(),
  stats: async () => (await import("./commands/stats-command.js")).createStatsCommand(),
  fsck: async (setExitCode) => (await import("./commands/fsck-command.js")).createFsckCommand(setExitCode),
  "signing-key": async () => (await import("./commands/signing-key-command.js")).createSigningKeyCommand(),
  checkpoint: async () => (await import("./commands/checkpoint-command.js")).createCheckpointCommand(),
  redact: async () => (await import("./commands/redact-command.js")).createRedactCommand(),
  purge: async () => (await import("./commands/purge-command.js")).createPurgeCommand(),
  migrate: async () => (await import("./commands/migrate-command.js")).createMigrateCommand(),
};

/**
 * Creates the command line that runs `args`. It has only the command that they name, or all commands if they name none
 * and may ask for help. Rejects with a `CliError` if they name an unknown one. A command that completes with an exit code
 * other than 0 reports it to `setExitCode`.
 */
export async function createProgram(args: readonly string[], setExitCode: (code: number) => void): Promise<Command> {
  const program = new Command("chaukas-server")
    .description("Reference server of the Chaukas specification: a durable, queryable audit trail for AI agents.")
    .version(readVersion())
    .exitOverride()
    .showHelpAfterError(seeHelpOf("chaukas-server"))
    .addHelpText("after", afterHelp);
  refuseUnknownCommand(args);
  for (const name of findCommands(args)) {
    const command = await commands[name]?.(setExitCode);
    if (command !== undefined) {
      inheritSettings(command, program);
      program.addCommand(command, { isDefault: name === defaultCommand });
    }
  }
  return program;
}

const defaultCommand = "serve";

/** Returns the names of the commands that may have to run, or be listed, for these arguments. */
function findCommands(args: readonly string[]): readonly string[] {
  const [first = "-"] = args;
  if (Object.hasOwn(commands, first)) {
    return [first];
  }
  const isServe = first.startsWith("-") && !args.some((argument) => ["-h", "--help"].includes(argument));
  return isServe ? [defaultCommand] : Object.keys(commands);
}

/** Throws a `CliError` for a word that is no command, since the command `serve`, which takes none, would get it. */
function refuseUnknownCommand([first = "-"]: readonly string[]): void {
  if (!first.startsWith("-") && first !== "help" && !Object.hasOwn(commands, first)) {
    const names = Object.keys(commands).join(", ");
    throw usageError(`command: expected one of ${names}, got ${JSON.stringify(first)}`);
  }
}

function inheritSettings(command: Command, parent: Command, path = `chaukas-server ${command.name()}`): void {
  command.copyInheritedSettings(parent).showHelpAfterError(seeHelpOf(path));
  for (const child of command.commands) {
    inheritSettings(child, command, `${path} ${child.name()}`);
  }
}

function seeHelpOf(command: string): string {
  return `  what to do: see \`${command} --help\``;
}

function readVersion(): string {
  return JSON.parse(readFileSync(packageFile("package.json"), "utf8")).version;
}

/** What follows the list of commands in `--help`, with the exit codes. */
export const afterHelp = `
Without a command, the server starts. \`chaukas-server serve --help\` lists all settings.
Each setting is read from its flag, then from the environment, then from the file named
by --config, and otherwise has its default.

Exit codes:
  0  success
  1  the store, the server or a file could not be used, a second signal arrived,
     or an unexpected error occurred
  2  the command line or the configuration is invalid
  3  an import completed, but lines were bad or events were rejected
  4  fsck found a discrepancy, or a log to import or a backup to restore has one`;
