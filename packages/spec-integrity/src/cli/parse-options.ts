// Copyright 2026 The Chaukas Authors
// SPDX-License-Identifier: Apache-2.0

import { parseArgs } from "node:util";
import { isIntegrityError } from "../errors/integrity-error.js";
import { parseOrigin } from "../note/origin.js";
import { VerifyError } from "./verify-error.js";

/** What a command line asks for. */
export interface VerifyOptions {
  /** Path of an export, `-` for stdin, or the URL of a server. */
  readonly source: string;
  readonly origin: string;
  /** Verifier key as text, or the path of a file with it. Absent where nothing that is signed is looked at. */
  readonly key: string | undefined;
  /** Paths of checkpoints that were kept. */
  readonly checkpoints: readonly string[];
  /** Path under which to keep the newest checkpoint of a server, once it is verified. */
  readonly saveCheckpoint: string | undefined;
  /** Whether to verify the growth of a live log alone, and not its records. */
  readonly proofOnly: boolean;
  readonly json: boolean;
}

/** Text of `chaukas-verify --help`. */
export const helpText = `Usage: chaukas-verify <SOURCE> --origin <ORIGIN> --key <KEY> --checkpoint <FILE>

Verifies that the audit trail of a tenant is what it was (chaukas-integrity/1): every content hash and
commitment, the chain, the tree, and that nothing was changed, removed, inserted or reordered since a
checkpoint that you kept. Neither the export nor the server is asked what the key or the origin is.

SOURCE is an export (lines of JSON; also compressed, .gz), - for stdin, or the URL of a server. A server
is sent the key in CHAUKAS_KEY, if there is one. To verify a store, export it first:
\`chaukas-server export --proof --tenant <TENANT> --output trail.jsonl\`; \`chaukas-server fsck\` looks
at the rest of it, too.

Options:
  --origin <ORIGIN>         origin of the log, such as audit.example.com/t/acme
  --key <KEY>               verifier key of the log (<name>+<key id>+<base64>), or a file with it
  --checkpoint <FILE>       signed checkpoint that you kept; may be repeated
  --no-checkpoint           go without: shows only that the trail is consistent in itself
  --save-checkpoint <FILE>  keep the server's newest checkpoint, once all is verified
  --proof-only              of a server, verify that the log has only grown, without its records
  --json                    print the result as one JSON object
  -h, --help                print this text
  -V, --version             print the version

Exit codes:
  0  verified
  1  something is wrong: the first bad record is named, with what is wrong with it
  2  the command line is not right, or a file or server cannot be read: nothing was verified
`;

const flags = {
  key: { type: "string" },
  origin: { type: "string" },
  checkpoint: { type: "string", multiple: true },
  "no-checkpoint": { type: "boolean" },
  "save-checkpoint": { type: "string" },
  "proof-only": { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "V" },
} as const;

/** Reads a command line. Throws a `VerifyError` for one that is not right. */
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
    throw usage(`source: expected one export, - or URL, got ${source ? positionals.length : "none"}`);
  }
  const options = {
    source,
    origin: readOrigin(values.origin),
    key: values.key,
    checkpoints: values.checkpoint ?? [],
    saveCheckpoint: values["save-checkpoint"],
    proofOnly: values["proof-only"] ?? false,
    json: values.json ?? false,
  };
  checkCombination(options, values["no-checkpoint"] ?? false);
  return options;
}

/** Whether a source is a server. */
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

function checkCombination(options: VerifyOptions, withoutCheckpoint: boolean): void {
  const isLive = isServer(options.source);
  if (options.checkpoints.length === 0 && !withoutCheckpoint) {
    throw usage("--checkpoint: expected a checkpoint that you kept, or --no-checkpoint, got neither");
  }
  if (options.checkpoints.length > 0 && withoutCheckpoint) {
    throw usage("--no-checkpoint: expected no --checkpoint beside it");
  }
  if (options.key === undefined && (isLive || options.checkpoints.length > 0)) {
    throw usage("--key: expected the verifier key of the log, or a file with it, got none");
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
    throw usage("--proof-only: expected a --checkpoint to prove the growth from, got none");
  }
}

function usage(message: string, options?: ErrorOptions): VerifyError {
  return new VerifyError(message, "see `chaukas-verify --help`", options);
}
