// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { readFileSync } from "node:fs";
import { Command } from "commander";
import { createBackupCommand } from "./commands/backup-command.js";
import { createCheckpointCommand } from "./commands/checkpoint-command.js";
import { createEvidenceCommand } from "./commands/evidence-command.js";
import { createExportCommand } from "./commands/export-command.js";
import { createFsckCommand } from "./commands/fsck-command.js";
import { createImportCommand } from "./commands/import-command.js";
import { createKeysCommand } from "./commands/keys-command.js";
import { createMigrateCommand } from "./commands/migrate-command.js";
import { createPurgeCommand } from "./commands/purge-command.js";
import { createRedactCommand } from "./commands/redact-command.js";
import { createRestoreCommand } from "./commands/restore-command.js";
import { createServeCommand } from "./commands/serve-command.js";
import { createSigningKeyCommand } from "./commands/signing-key-command.js";
import { createStatsCommand } from "./commands/stats-command.js";

/** Creates the command line. A command that completes with an exit code other than 0 reports it to `setExitCode`. */
export function createProgram(setExitCode: (code: number) => void): Command {
  const program = new Command("chaukas-server")
    .description("Reference server of the Chaukas specification: a durable, queryable audit trail for AI agents.")
    .version(readVersion())
    .exitOverride()
    .showHelpAfterError("  what to do: see `chaukas-server --help`")
    .addHelpText("after", afterHelp);
  const commands = [
    createServeCommand(),
    createKeysCommand(),
    createImportCommand(setExitCode),
    createExportCommand(),
    createEvidenceCommand(),
    createBackupCommand(),
    createRestoreCommand(),
    createStatsCommand(),
    createFsckCommand(setExitCode),
    createSigningKeyCommand(),
    createCheckpointCommand(),
    createRedactCommand(),
    createPurgeCommand(),
    createMigrateCommand(),
  ];
  for (const command of commands) {
    inheritSettings(command, program);
    program.addCommand(command, { isDefault: command.name() === "serve" });
  }
  return program;
}

function inheritSettings(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) {
    inheritSettings(child, command);
  }
}

function readVersion(): string {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).version;
}

const afterHelp = `
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
