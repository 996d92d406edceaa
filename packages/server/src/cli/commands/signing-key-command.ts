// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createNoteSigner, formatOrigin, formatVerifierKey } from "@chaukas/spec-integrity";
import { Command } from "commander";
import type { SigningKey } from "../../audit/checkpoints/signing-key.js";
import { createSigningKeyFile, readSigningKey } from "../../audit/checkpoints/signing-key-file.js";
import { CliError, usageError } from "../context/cli-error.js";

/** Creates the `signing-key` commands, which create the key that signs checkpoints and print its verifier key. */
export function createSigningKeyCommand(): Command {
  return new Command("signing-key")
    .description("Create the key that signs checkpoints, or print the verifier key that belongs to it.")
    .addCommand(createCreateCommand())
    .addCommand(createShowCommand());
}

function createCreateCommand(): Command {
  return new Command("create")
    .description(
      "Create a signing key in a new file that only its owner can read, and print the verifier key to stdout.",
    )
    .argument("<FILE>", "file to write")
    .requiredOption(
      "--origin <HOST>",
      "host in the origins of the logs, such as audit.example.com; it can never change once a log is signed",
    )
    .option("--tenant <TENANT>", "print the verifier key of this tenant's log instead of the host's")
    .action((file: string, { origin, tenant }: { origin: string; tenant?: string }) => {
      requireOrigin("--origin", origin, tenant);
      process.stdout.write(`${verifierKey(createFile(file, origin), tenant)}\n`);
      process.stderr.write(`created ${file}: back it up and keep it secret\n`);
    });
}

function createShowCommand(): Command {
  return new Command("show")
    .description("Print the verifier key of a tenant's log, for its auditors to keep.")
    .argument("<FILE>", "file with the signing key")
    .option("--origin <HOST>", "host in the origins of the logs; required if the file is PEM")
    .option("--tenant <TENANT>", "tenant that owns the log; without it, the key has the name of the host")
    .action((file: string, { origin, tenant }: { origin?: string; tenant?: string }) => {
      const key = readSigningKey(file, origin);
      requireOrigin("--tenant", key.host, tenant);
      process.stdout.write(`${verifierKey(key, tenant)}\n`);
    });
}

function verifierKey({ host, seed }: SigningKey, tenantId: string | undefined): string {
  return formatVerifierKey(createNoteSigner(tenantId === undefined ? host : formatOrigin(host, tenantId), seed));
}

function createFile(file: string, host: string): SigningKey {
  try {
    return createSigningKeyFile(file, host);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EEXIST") {
      throw cause;
    }
    throw new CliError(
      `${file}: expected a new file, found an existing one`,
      "choose another name; a lost key cannot be recreated",
      1,
      { cause },
    );
  }
}

function requireOrigin(flag: string, host: string, tenantId = "tenant"): void {
  try {
    formatOrigin(host, tenantId);
  } catch (error) {
    throw usageError(`${flag}: ${(error as Error).message}`, "signing-key");
  }
}
