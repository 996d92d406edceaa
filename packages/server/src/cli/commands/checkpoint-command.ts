// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { Command } from "commander";
import { isCheckpointFault } from "../../audit/checkpoints/check-growth.js";
import { createCheckpoints } from "../../audit/checkpoints/create-checkpoints.js";
import { createLogSigner } from "../../audit/checkpoints/signing-key.js";
import { CliError } from "../context/cli-error.js";
import { addSettingOptions } from "../context/setting-options.js";
import { withSignedLog } from "../context/with-signed-log.js";
import { withStore } from "../context/with-store.js";

interface CheckpointOptions {
  readonly tenant: string;
  readonly sign?: true;
}

/** Creates the `checkpoint` command, which prints the newest checkpoint of a log, and can sign a new one. */
export function createCheckpointCommand(): Command {
  const command = new Command("checkpoint")
    .description(
      "Print the newest checkpoint of a tenant's log, for auditors to keep. Works while the server is running.",
    )
    .requiredOption("--tenant <TENANT>", "tenant that owns the log")
    .option("--sign", "sign the current log if it has grown; requires --signing-key");
  return addSettingOptions(command, ["store", "signingKey", "origin"]).action(async (options: CheckpointOptions) => {
    process.stdout.write(
      options.sign ? await signCheckpoint(command, options) : await readCheckpoint(command, options),
    );
  });
}

async function signCheckpoint(command: Command, { tenant }: CheckpointOptions): Promise<string> {
  return withSignedLog(command, "manage", async ({ log, signingKey }) => {
    const signerOf = (tenantId: string) => createLogSigner(signingKey, tenantId);
    const checkpoints = createCheckpoints({ log, signerOf, now: Date.now, onSigned() {}, onChecked() {} });
    try {
      return (await checkpoints.sign(tenant)).note;
    } catch (error) {
      throw isCheckpointFault(error)
        ? new CliError(error.message, "run `chaukas-server fsck`, and compare with the checkpoints that auditors keep")
        : error;
    }
  });
}

async function readCheckpoint(command: Command, { tenant }: CheckpointOptions): Promise<string> {
  const saved = await withStore(command, "read", async ({ log }) => log?.readCheckpoint(tenant));
  if (saved === undefined) {
    const problem = `store: expected a checkpoint of tenant ${JSON.stringify(tenant)}, found none`;
    throw new CliError(problem, "sign one with --sign --signing-key FILE");
  }
  return saved.note;
}
