// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { escapeUnprintable } from "@chaukas/spec-integrity";
import { Command, Option } from "commander";
import { exportEvents } from "../../transfer/export-events.js";
import { type ExportFormatName, exportFormats } from "../../transfer/export-formats.js";
import { exportProof, exportState } from "../../transfer/logs/export-log.js";
import { packMovedKeys, readMovedKeys } from "../../transfer/logs/moved-keys.js";
import { sealBox } from "../../transfer/logs/sealed-box.js";
import { writeLines } from "../../transfer/write-lines.js";
import { CliError, usageError } from "../context/cli-error.js";
import { formatCount } from "../context/format-count.js";
import { addOutputOption, type OutputOptions } from "../context/output-option.js";
import { readPassphrase } from "../context/read-passphrase.js";
import { readTime } from "../context/read-time.js";
import { addSettingOptions } from "../context/setting-options.js";
import { withStore } from "../context/with-store.js";

interface ExportOptions extends OutputOptions {
  tenant?: string;
  project?: string;
  from?: string;
  until?: string;
  fromSequence?: string;
  format?: ExportFormatName;
  proof?: true;
  state?: string;
  withKeys?: true;
  passphraseFile?: string;
}

/** Creates the `export` command, which writes events as JSON lines. */
export function createExportCommand(): Command {
  const command = new Command("export")
    .description("Write events, by default as lines of public JSON, tenant by tenant and in order of sequence.")
    .option("--tenant <TENANT>", "only events of this tenant")
    .option("--project <PROJECT>", "only events of this project")
    .option("--from <TIME>", "only events at or after this time, in RFC 3339, or a local date such as 2026-11-22")
    .option("--until <TIME>", "only events before this time")
    .option("--from-sequence <NUMBER>", "start at this sequence in the tenant's log; requires --tenant")
    .addOption(
      new Option(
        "--format <FORMAT>",
        "public JSON, CSV with one column for each of its members, requests of OTLP/JSON, OCSF 1.9.0, or CloudEvents 1.0",
      ).choices(Object.keys(exportFormats)),
    )
    .option("--proof", "write one tenant's whole log with what chaukas-verify needs to verify it; requires --tenant")
    .option(
      "--state <FILE>",
      "with --proof: also write what moves with the log, above all its checkpoints, for `import --log`",
    )
    .option("--with-keys", "with --state: include the keys of the tenant's callers, encrypted with a passphrase")
    .option("--passphrase-file <FILE>", "file whose first line is the passphrase (env: CHAUKAS_PASSPHRASE)");
  addOutputOption(command, ["state"]);
  return addSettingOptions(command, ["store"]).action(async (options: ExportOptions) => {
    const selection = readSelection(options);
    checkStateOptions(options);
    if (options.proof) {
      await writeProof(command, options);
      return;
    }
    await withStore(command, "read", async (store) => {
      const progress = new Map<string, number>();
      let count = 0;
      const lines = exportEvents(store, selection, exportFormats[options.format ?? "json"], (tenant, next, events) => {
        progress.set(tenant, next);
        count += events;
      });
      await writeLines(lines, options.output);
      process.stderr.write(`exported ${formatCount(count, "event")}\n`);
      for (const [tenant, next] of progress) {
        process.stderr.write(`next: --tenant ${escapeUnprintable(tenant)} --from-sequence ${next}\n`);
      }
    });
  });
}

async function writeProof(command: Command, options: ExportOptions): Promise<void> {
  const { tenant, project, from, until, fromSequence, format, output } = options;
  if (tenant === undefined || [project, from, until, fromSequence, format].some((option) => option !== undefined)) {
    throw usageError(
      "--proof: expected --tenant, no other selection and no format, since a proof covers a whole log",
      "export",
    );
  }
  const passphrase = options.withKeys ? readPassphrase(options.passphraseFile, "export") : undefined;
  await withStore(command, "read", async (store) => {
    const { log } = store;
    if (log === undefined) {
      const remedy = "export without --proof; a log cannot be added to a store that was created without one";
      throw new CliError("store: expected a store with a log, got one with integrity off", remedy);
    }
    const { size } = await log.readHead(tenant);
    const count = await writeLines(exportProof(log, tenant, size), output);
    process.stderr.write(`exported ${formatCount(count - 1, "record")}\n`);
    if (options.state !== undefined) {
      const keys = passphrase && sealBox(packMovedKeys(await readMovedKeys(store, tenant)), passphrase);
      await writeLines(exportState(store, tenant, { size, ...(keys && { keys }) }), options.state);
    }
  });
}

function checkStateOptions({ proof, state, withKeys, output, passphraseFile }: ExportOptions): void {
  if (state !== undefined && (!proof || output === undefined)) {
    throw usageError("--state: expected --proof and --output, whose file it belongs to", "export");
  }
  if (withKeys && state === undefined) {
    throw usageError("--with-keys: expected --state, the file that the keys are written to", "export");
  }
  if (passphraseFile !== undefined && !withKeys) {
    throw usageError("--passphrase-file: expected --with-keys, since only keys are encrypted", "export");
  }
}

function readSelection({ tenant, project, from, until, fromSequence }: ExportOptions) {
  if (fromSequence !== undefined && (tenant === undefined || !/^\d{1,15}$/.test(fromSequence))) {
    throw usageError(`--from-sequence: expected an integer together with --tenant, got "${fromSequence}"`, "export");
  }
  return {
    ...(tenant === undefined ? {} : { tenantId: tenant }),
    ...(project === undefined ? {} : { projectId: project }),
    ...(from === undefined ? {} : { start: readTime(from, "--from", "export") }),
    ...(until === undefined ? {} : { end: readTime(until, "--until", "export") }),
    fromSequence: Number(fromSequence ?? 0),
  };
}
