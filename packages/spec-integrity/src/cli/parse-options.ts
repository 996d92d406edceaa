// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseArgs } from "node:util";
import { isIntegrityError } from "../errors/integrity-error.js";
import { parseOrigin } from "../note/origin.js";
import { VerifyError } from "./verify-error.js";

/** Options of a command line. */
export interface VerifyOptions {
  /** Path of an export, `-` for stdin, or the URL of a server. */
  readonly source: string;
  readonly origin: string;
  /** Verifier key as text, or the path of a file that contains it. Undefined if no signature is verified. */
  readonly key: string | undefined;
  /** Paths of kept checkpoints. */
  readonly checkpoints: readonly string[];
  /** Whether to verify a log without a kept checkpoint. */
  readonly noCheckpoint: boolean;
  /** Path to which the newest checkpoint of a server is saved once everything is verified. */
  readonly saveCheckpoint: string | undefined;
  /** Whether to verify only that a live log has grown, without its records. */
  readonly proofOnly: boolean;
  /** Whether replacements that only a later redaction record can explain leave the verdict conditional. */
  readonly allowLaterRedactions: boolean;
  readonly json: boolean;
}

/** Text of `chaukas-verify --help`. */
export const helpText = `Usage: chaukas-verify <SOURCE> --origin <ORIGIN> --key <KEY> --checkpoint <FILE>

Verifies the audit trail of a tenant (chaukas-integrity/1): every content hash and commitment, the chain,
the tree, and that nothing that a kept checkpoint covers was changed, removed, inserted or reordered.
The key and the origin are never taken from the export or the server.

The first line of the result is the verdict: PROVED, CONDITIONAL if something is not proved, or FAILED.

SOURCE is an export (lines of JSON, optionally compressed with gzip), - for stdin, or the URL of a server.
It may also be evidence, a selection of a log with proofs, for which --checkpoint is optional: the result
says that these records are in the log, unaltered, and never that they are all of the selection.
If CHAUKAS_KEY is set, its value is sent to the server as the API key. To verify a store, export it first:
\`chaukas-server export --proof --tenant <TENANT> --output trail.jsonl\`. \`chaukas-server fsck\` also
checks the rest of the store.

Options:
  --origin <ORIGIN>         origin of the log, such as audit.example.com/t/acme
  --key <KEY>               verifier key of the log (<name>+<key id>+<base64>), or a file that contains it
  --checkpoint <FILE>       signed checkpoint that you kept; can be repeated
  --no-checkpoint           verify without one: shows only that the trail is consistent in itself
  --allow-later-redactions  accept events that show a redaction whose record is not in the export, on condition
  --save-checkpoint <FILE>  save the checkpoint up to which a server was verified, unless the result is FAILED
  --proof-only              verify only that the log of a server has grown, without its records
  --json                    print the result as one JSON object
  -h, --help                print this text
  -V, --version             print the version

Exit codes:
  0  PROVED: every record is as it was recorded, up to a checkpoint that covers them all
  1  FAILED: something is wrong with the trail, with a checkpoint, or with a response of the server
  2  nothing was verified: the command line is invalid, or a file or server cannot be read
  3  CONDITIONAL: nothing is wrong, but something is not proved; the lines "not proved" list it
`;

const flags = {
  key: { type: "string" },
  origin: { type: "string" },
  checkpoint: { type: "string", multiple: true },
  "no-checkpoint": { type: "boolean" },
  "save-checkpoint": { type: "string" },
  "proof-only": { type: "boolean" },
  "allow-later-redactions": { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
} as const;

/** Parses a command line. Throws a `VerifyError` if it is invalid. */
export function parseOptions(args: readonly string[]): VerifyOptions | "help" | "version" {
  const { values, positionals } = parseFlags(args);
  if (values.help) {
    return "help";
  }
  if (values.version) {
    return "version";
  }
  const [source, ...more] = positionals;
  if (source === undefined || source === "" || more.length > 0) {
    throw usage(`source: expected one export, - or one URL, got ${source ? positionals.length : "none"}`);
  }
  const options = {
    source,
    origin: readOrigin(values.origin),
    key: values.key,
    checkpoints: values.checkpoint ?? [],
    noCheckpoint: values["no-checkpoint"] ?? false,
    saveCheckpoint: values["save-checkpoint"],
    proofOnly: values["proof-only"] ?? false,
    allowLaterRedactions: values["allow-later-redactions"] ?? false,
    json: values.json ?? false,
  };
  checkCombination(options);
  return options;
}

/**
 * Throws a `VerifyError` unless a kept checkpoint was given, or it was said that there is none. A log needs that;
 * evidence does not, since it has a checkpoint of its own.
 */
export function requireCheckpointChoice({ checkpoints, noCheckpoint }: VerifyOptions): void {
  if (checkpoints.length === 0 && !noCheckpoint) {
    throw usage("--checkpoint: expected a checkpoint that you kept, or --no-checkpoint, got neither");
  }
}

/** Returns whether a source is the URL of a server. */
export function isServer(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: true });
  } catch (error) {
    throw usage((error as Error).message.split(". ")[0] ?? "", { cause: error });
  }
}

function readOrigin(origin: string | undefined): string {
  if (origin === undefined) {
    throw usage("--origin: expected the origin of the log, such as audit.example.com/t/acme, got none");
  }
  try {
    parseOrigin(origin);
    return origin;
  } catch (error) {
    throw usage(`--origin: ${isIntegrityError(error) ? error.message : error}`, { cause: error });
  }
}

function checkCombination(options: VerifyOptions): void {
  const isLive = isServer(options.source);
  if (isLive) {
    requireCheckpointChoice(options);
  }
  if (options.checkpoints.length > 0 && options.noCheckpoint) {
    throw usage("--no-checkpoint: expected no --checkpoint, got both");
  }
  if (options.key === undefined && (isLive || options.checkpoints.length > 0)) {
    throw usage("--key: expected the verifier key of the log, or a file that contains it, got none");
  }
  for (const [flag, isSet] of [
    ["--save-checkpoint", options.saveCheckpoint !== undefined],
    ["--proof-only", options.proofOnly],
  ] as const) {
    if (isSet && !isLive) {
      throw usage(`${flag}: expected the URL of a server, got an export`);
    }
  }
  if (options.proofOnly && options.checkpoints.length === 0) {
    throw usage("--proof-only: expected a --checkpoint from which the log has grown, got none");
  }
}

function usage(message: string, options?: ErrorOptions): VerifyError {
  return new VerifyError(message, "see `chaukas-verify --help`", options);
}
