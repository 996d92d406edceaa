// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { createNoteSigner, formatOrigin, formatVerifierKey } from "@chaukas/spec-integrity";
import { Command } from "commander";
import type { SigningKey } from "../../audit/checkpoints/signing-key.js";
import { createSigningKeyFile, readSigningKey } from "../../audit/checkpoints/signing-key-file.js";
import { CliError, usageError } from "../context/cli-error.js";

/** Makes the commands that create the key which checkpoints are signed with, and show its public half. */
export function createSigningKeyCommand(): Command {
  return new Command("signing-key")
    .description("Create the key that checkpoints are signed with, and show how to verify them.")
    .addCommand(createCreateCommand())
    .addCommand(createShowCommand());
}

function createCreateCommand(): Command {
  return new Command("create")
    .description("Create a signing key in a new file that only its owner can read. The verifier key goes to stdout.")
    .argument("<FILE>", "file to write")
    .requiredOption("--origin <HOST>", "host of the origins of the logs, such as audit.example.com; it never changes")
    .option("--tenant <TENANT>", "print the verifier key of this tenant's log, rather than that of the host")
    .action((file: string, { origin, tenant }: { origin: string; tenant?: string }) => {
      requireOrigin("--origin", origin, tenant);
      process.stdout.write(`${verifierKey(createFile(file, origin), tenant)}\n`);
      process.stderr.write(`created ${file}: back it up, and keep it from everybody else\n`);
    });
}

function createShowCommand(): Command {
  return new Command("show")
    .description("Print the verifier key of a tenant's log, which its auditors keep.")
    .argument("<FILE>", "file with the signing key")
    .option("--origin <HOST>", "host of the origins of the logs; needed where the file is PEM")
    .option("--tenant <TENANT>", "tenant whose log is to be verified; without it the key bears the name of the host")
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
      `${file}: expected no such file, found one`,
      "choose another name; a key that is lost cannot be made again",
      1,
      {
        cause,
      },
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
